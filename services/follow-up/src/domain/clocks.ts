/**
 * The clocks of domain.md §3. A clock starts with a move, runs while the case is in the states it belongs to, and ends
 * when the case leaves them, whatever the move. What it will do – remind, be missed, escalate – is worked out when it
 * starts and kept with it; time only takes the next step off. So a day of downtime changes nothing: every step is
 * still there, is taken once, and all steps of a case are taken in the order of their times.
 */
import { dueAt, dueOn, type LocalDate, localDateOf, reminders, type Zone } from '@tuntas/calendar';
import {
  CaseEscalated,
  type CaseOpened,
  type CaseState,
  type Clock,
  type DataOf,
  DeadlineMissed,
  DeadlineReminded,
  type Fact,
  fact,
} from '@tuntas/events';
import type { Case, Deadline, EscalationTarget, Instant, Step } from './case.js';
import { limit, type Limits, limitsOn, type Settings, zoneOf } from './settings.js';

interface Rung {
  readonly to: EscalationTarget;
  /** Limit that says how many working days after the breach; at the breach without it. */
  readonly after?: string;
}

interface ClockRules {
  readonly belongsTo: readonly CaseState[];
  /** Who hears of a breach, in this order. */
  readonly ladder: readonly Rung[];
  /** Silence then ends the case, as soon as it may: another schedule looks after that. */
  readonly endsByItself?: true;
}

const untilAnswered: readonly CaseState[] = [
  'SUBMITTED',
  'POSTPONED',
  'ROUTED',
  'ASSIGNED',
  'IN_PROGRESS',
  'PENDING_VALIDATION',
];
const followUpLadder = (clock: string): readonly Rung[] => [
  { to: 'liaison' },
  { to: 'coordinator', after: `${clock}+coordinator` },
  { to: 'leader', after: `${clock}+leader` },
  { to: 'national-desk', after: `${clock}+national-desk` },
];

/** Every clock that runs today. */
export const clocks = {
  D1: { belongsTo: ['SUBMITTED'], ladder: [{ to: 'superior' }] },
  D2: { belongsTo: ['ROUTED'], ladder: [{ to: 'coordinator' }, { to: 'leader' }] },
  D3: { belongsTo: ['ROUTED', 'ASSIGNED'], ladder: followUpLadder('D3') },
  D4: { belongsTo: untilAnswered, ladder: [{ to: 'leader' }, { to: 'national-desk' }] },
  D6: { belongsTo: ['ANSWERED'], ladder: [], endsByItself: true },
  D7: { belongsTo: untilAnswered, ladder: followUpLadder('D7') },
} as const satisfies Partial<Record<Clock, ClockRules>>;
export type RunningClock = keyof typeof clocks;

const rulesOf = (clock: Clock): ClockRules | undefined => (clocks as Partial<Record<Clock, ClockRules>>)[clock];

type ClockInFact = DataOf<typeof CaseOpened>['clocks'][number];

/** A case after its clocks did something, and the facts of it. */
export interface Ticked {
  readonly kase: Case;
  readonly facts: readonly Fact[];
}

/** Starts a clock; day 0 is `startsOn`. */
export function startClock(
  clock: RunningClock,
  kase: Case,
  { startsOn, now, settings }: { startsOn: LocalDate; now: Date; settings: Settings },
): Case {
  const zone = zoneOf(kase, settings);
  const limits = limitsOn(startsOn, settings);
  const workingDays = limit(limitKey(clock, kase), limits);
  const lastDay = dueOn(startsOn, workingDays, settings.calendar);
  const instance = (kase.instances[clock] ?? 0) + 1;
  const end = dueAt(lastDay, zone).toISOString();
  const deadline: Deadline = {
    clock,
    instance,
    startedAt: now.toISOString(),
    dueAt: end,
    dueOn: lastDay,
    workingDays,
    calendarVersion: settings.calendar.version,
    limitsVersion: limits.version,
    ahead: steps(clock, { startsOn, workingDays, lastDay, zone, now, limits, settings }),
    reminded: false,
    ...(rulesOf(clock)?.endsByItself ? { closeLookAt: end } : {}),
  };
  return {
    ...kase,
    instances: { ...kase.instances, [clock]: instance },
    deadlines: [...kase.deadlines, deadline],
  };
}

/** Ends the clocks that do not belong to the state the case is in now: met, unless they were missed before. */
export function stopClocks(kase: Case, now: Date): Case {
  const deadlines = kase.deadlines.map((deadline): Deadline => {
    if (deadline.endedAt !== undefined || rulesOf(deadline.clock)?.belongsTo.includes(kase.state)) return deadline;
    return { ...deadline, endedAt: now.toISOString(), ahead: [], closeLookAt: undefined };
  });
  return { ...kase, deadlines };
}

/** The clocks that run, as every case fact names them. */
export function running({ deadlines }: Case): ClockInFact[] {
  return deadlines
    .filter(({ endedAt }) => endedAt === undefined)
    .map(({ clock, instance, dueAt: end, dueOn: lastDay, workingDays, calendarVersion, limitsVersion }) => ({
      clock,
      instance,
      dueAt: end,
      dueOn: lastDay,
      workingDays,
      calendarVersion,
      limitsVersion,
    }));
}

/** Takes every step whose time has come, over all open clocks in order of time. */
export function tick(kase: Case, now: Date): Ticked {
  const until = now.toISOString();
  const due = kase.deadlines
    .flatMap(({ clock, instance, ahead }) =>
      ahead.filter(({ at }) => at <= until).map((step) => ({ clock, instance, step })),
    )
    .toSorted((a, b) => (a.step.at < b.step.at ? -1 : a.step.at > b.step.at ? 1 : 0));
  if (due.length === 0) return { kase, facts: [] };
  const facts = due.map(({ clock, instance, step }) => factOf(step, deadlineOf(kase, clock, instance), kase));
  const deadlines = kase.deadlines.map((deadline) => taken(deadline, until));
  return { kase: { ...kase, deadlines }, facts };
}

/** The open clock of a name; there is at most one. */
export function openClock(kase: Case, clock: Clock): Deadline | undefined {
  return kase.deadlines.find((deadline) => deadline.clock === clock && deadline.endedAt === undefined);
}

function deadlineOf(kase: Case, clock: Clock, instance: number): Deadline {
  const found = kase.deadlines.find((one) => one.clock === clock && one.instance === instance);
  if (!found) throw new Error(`The case has no ${clock} number ${instance}.`);
  return found;
}

function taken(deadline: Deadline, until: Instant): Deadline {
  const due = deadline.ahead.filter(({ at }) => at <= until);
  if (due.length === 0) return deadline;
  return {
    ...deadline,
    ahead: deadline.ahead.slice(due.length),
    reminded: deadline.reminded || due.some(({ does }) => does === 'remind'),
    missedAt: deadline.missedAt ?? (due.some(({ does }) => does === 'miss') ? until : undefined),
  };
}

function factOf(step: Step, { clock, instance, dueAt: end, calendarVersion }: Deadline, { holder }: Case): Fact {
  switch (step.does) {
    case 'remind':
      return fact(DeadlineReminded, { clock, instance, holder, reminder: step.reminder, dueAt: end });
    case 'miss':
      return fact(DeadlineMissed, { clock, instance, holder, dueAt: end, calendarVersion });
    case 'escalate':
      return fact(CaseEscalated, { clock, instance, step: step.step, to: step.to });
  }
}

/** D4 depends on what was asked for; a class nobody knows yet counts as ordinary. */
function limitKey(clock: RunningClock, kase: Case): string {
  if (clock !== 'D4') return clock;
  if (kase.kind !== 'complaint') return `D4-${kase.kind}`;
  return kase.class === 'supervisory' ? 'D4-supervisory' : 'D4-ordinary';
}

interface Span {
  readonly startsOn: LocalDate;
  readonly workingDays: number;
  readonly lastDay: LocalDate;
  readonly zone: Zone;
  readonly now: Date;
  readonly limits: Limits;
  readonly settings: Settings;
}

/** Reminders (not those that lay before the start: a letter may be entered late), the breach, and who hears of it. */
function steps(clock: RunningClock, span: Span): Step[] {
  const { startsOn, workingDays, lastDay, zone, now, limits, settings } = span;
  const { ladder }: ClockRules = clocks[clock];
  const remind = reminders(startsOn, workingDays, settings.calendar, zone)
    .filter(({ at }) => at > now)
    .map(({ at, name }): Step => ({ at: at.toISOString(), does: 'remind', reminder: name }));
  const miss: Step = { at: dueAt(lastDay, zone).toISOString(), does: 'miss' };
  const climb = ladder.map(({ to, after }, index): Step => {
    const day = after === undefined ? lastDay : dueOn(lastDay, limit(after, limits), settings.calendar);
    return { at: dueAt(day, zone).toISOString(), does: 'escalate', step: index + 1, to };
  });
  return [...remind, miss, ...climb];
}

/** The local date of now where the case is. */
export function today(kase: Case, now: Date, settings: Settings): LocalDate {
  return localDateOf(now, zoneOf(kase, settings));
}
