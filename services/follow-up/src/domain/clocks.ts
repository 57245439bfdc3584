/**
 * The clocks of domain.md §3. A clock starts with a move, runs while the case is in the states it belongs to, and ends
 * when the case leaves them, whatever the move. What it will do – remind, be missed, escalate – is worked out when it
 * starts and kept with it; time only takes the next step off. So a day of downtime changes nothing: every step is
 * still there, is taken once, and all steps of a case are taken in the order of their times.
 */
import { type LocalDate, localDateOf, type Pause, type Zone } from '@tuntas/calendar';
import {
  CaseEscalated,
  type CaseOpened,
  type Clock,
  type DataOf,
  DeadlineMissed,
  DeadlineReminded,
  type Fact,
  fact,
} from '@tuntas/events';
import { agencyOf, type Case, type Deadline, type Instant, type Step } from './case.js';
import { rulesOf, type RunningClock } from './clock-rules.js';
import { fixedTimesOf, limitOf, type Reminding, ruledBy, timesOf } from './clock-times.js';
import { type Settings, zoneOf } from './settings.js';

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
  const limit = limitOf(clock, kase, startsOn, settings);
  const instance = (kase.instances[clock] ?? 0) + 1;
  const started = {
    clock,
    instance,
    startedAt: now.toISOString(),
    startsOn,
    pauses: [],
    workingDays: limit.value,
    limitsCode: limit.code,
    limitsVersion: limit.version,
    agency: agencyOf(kase),
    settingsRevision: settings.revision ?? 0,
    reminded: false,
  };
  const times = fixedTimesOf(started, kase, { now, settings }) ?? timesOf(started, kase, { now, settings });
  return {
    ...kase,
    instances: { ...kase.instances, [clock]: instance },
    deadlines: [...kase.deadlines, { ...started, ...times }],
  };
}

/**
 * What a move does to the clocks that were there before: those that do not belong to the state the case is in now end –
 * met, unless they were missed before –, and others stand still or go on.
 */
export function turnClocks(
  kase: Case,
  { ends = [], byOfficer }: { ends?: readonly Clock[]; byOfficer: boolean },
  now: Date,
  settings: Settings,
): Case {
  const isOver = ({ clock }: Deadline): boolean =>
    ends.includes(clock) || (byOfficer && rulesOf(clock)?.endsWithAnOfficersMove === true);
  const deadlines = kase.deadlines.map((deadline) => turned(deadline, isOver(deadline), kase, now, settings));
  return { ...kase, deadlines };
}

function turned(before: Deadline, isOver: boolean, kase: Case, now: Date, settings: Settings): Deadline {
  if (before.endedAt !== undefined) return before;
  if (kase.state === 'MERGED') return { ...before, asleep: true };
  const deadline = before.asleep ? { ...before, asleep: undefined } : before;
  const { belongsTo = [], standsStillIn = [] } = rulesOf(deadline.clock) ?? {};
  // What was missed before a case was put away is not waited for any more.
  const missedForGood = kase.state === 'ARCHIVED' && deadline.missedAt !== undefined;
  if (isOver || missedForGood || !belongsTo.includes(kase.state))
    return { ...deadline, endedAt: now.toISOString(), ahead: [], closeLookAt: undefined };
  const pause = openPause(deadline);
  if (standsStillIn.includes(kase.state) === (pause !== undefined)) return deadline;
  const on = today(kase, now, settings);
  if (!pause) return { ...deadline, pauses: [...deadline.pauses, { from: on }] };
  const wentOn = { ...deadline, pauses: [...deadline.pauses.slice(0, -1), { ...pause, until: on }] };
  return { ...wentOn, ...timesOf(wentOn, kase, { now, settings }, deadline) };
}

/** The pause a clock is in. */
export function openPause({ pauses }: Pick<Deadline, 'pauses'>): Pause | undefined {
  return pauses.findLast(({ until }) => until === undefined);
}

/** It does something when its time comes: it neither stands still nor sleeps. */
export function isLookedAt(deadline: Pick<Deadline, 'pauses' | 'asleep'>): boolean {
  return !deadline.asleep && !openPause(deadline);
}

/** The clocks that have not ended, as every case fact names them. */
export function running({ deadlines }: Case): ClockInFact[] {
  return deadlines
    .filter(({ endedAt, asleep }) => endedAt === undefined && !asleep)
    .map((deadline) => {
      const pausedOn = openPause(deadline)?.from;
      const fixed = { clock: deadline.clock, instance: deadline.instance, ...setting(deadline) };
      return pausedOn === undefined ? fixed : { ...fixed, pausedOn };
    });
}

/** Until when a clock runs, and what says so. */
export function setting(deadline: Deadline): Omit<ClockInFact, 'clock' | 'instance' | 'pausedOn'> {
  const { dueAt: end, dueOn: lastDay, workingDays, calendarVersion, limitsVersion, limitsCode } = deadline;
  return { dueAt: end, dueOn: lastDay, workingDays, calendarVersion, limitsVersion, limitsCode };
}

/** Takes every step whose time has come, over all open clocks in order of time. */
export function tick(kase: Case, now: Date): Ticked {
  const until = now.toISOString();
  const due = kase.deadlines
    .filter(isLookedAt)
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
  if (due.length === 0 || !isLookedAt(deadline)) return deadline;
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
      return fact(DeadlineReminded, { clock, instance, holder, ...named(step), dueAt: end });
    case 'miss':
      return fact(DeadlineMissed, { clock, instance, holder, dueAt: end, calendarVersion });
    case 'escalate':
      return fact(CaseEscalated, { clock, instance, step: step.step, to: step.to });
  }
}

/** Events tell the share where the name does not. */
const named = ({ reminder, share }: Reminding): Pick<Reminding, 'reminder' | 'share'> =>
  share === undefined ? { reminder } : { reminder, share };

type Limited = Pick<Deadline, 'workingDays' | 'limitsCode' | 'limitsVersion'>;

/** A clock with another limit from the same day 0 on (a class changed, an extension): steps that were taken stay taken. */
export function retimed(
  deadline: Deadline,
  limited: Limited,
  kase: Case,
  when: { now: Date; settings: Settings; zone?: Zone },
): Deadline {
  const changed = { ...deadline, ...limited };
  // What stands still gets its times when it goes on.
  return openPause(deadline) ? changed : { ...changed, ...timesOf(changed, kase, when, deadline) };
}

/** What a clock is limited to by what is known now: for D4 what was asked for, its class, and what was added (D9). */
export function limitNow(deadline: Deadline, kase: Case, settings: Settings): Limited {
  const { clock, startsOn } = deadline;
  const { value, code, version } = limitOf(clock, ruledBy(kase, deadline), startsOn, settings);
  const added = clock === 'D4' ? kase.extendedDays : 0;
  return { workingDays: value + added, limitsCode: code, limitsVersion: version };
}

/** The local date of now where the case is. */
export function today(kase: Case, now: Date, settings: Settings): LocalDate {
  return localDateOf(now, zoneOf(kase, settings));
}
