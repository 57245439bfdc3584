/**
 * The clocks of domain.md §3. A clock starts with a move, runs while the case is in the states it belongs to, and ends
 * when the case leaves them, whatever the move. What it will do – remind, be missed, escalate – is worked out when it
 * starts and kept with it; time only takes the next step off. So a day of downtime changes nothing: every step is
 * still there, is taken once, and all steps of a case are taken in the order of their times.
 */
import {
  countedDay,
  dueAt,
  dueOn,
  instantAt,
  type LocalDate,
  localDateOf,
  type Pause,
  REMINDER_HOUR,
  reminderDays,
  type Zone,
} from '@tuntas/calendar';
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
import { agencyOf, type Case, type Deadline, type Instant, type Step } from './case.js';
import { calendarFor, type Settings, zoneOf } from './settings.js';
import { hoursFor, ladderFor, limitFor, remindersFor, type Ruled, type Said } from './settings-for-case.js';

export interface ClockRules {
  readonly belongsTo: readonly CaseState[];
  /** States of these in which it stands still; going on, it has as many working days left as before. */
  readonly standsStillIn?: readonly CaseState[];
  /** So many working days before its end the complainant is warned of what will happen; the name of that limit. */
  readonly warnedBefore?: string;
  /** Silence then decides, as soon as it may: another schedule looks after that. */
  readonly endsByItself?: true;
  /** Not counted in working days: round the clock, or up to a date that somebody promised. */
  readonly counts?: 'hours' | 'to a date';
  /** Whatever an officer does with the case is what it waits for. */
  readonly endsWithAnOfficersMove?: true;
}

const untilAnswered = ['SUBMITTED', 'POSTPONED', 'ROUTED', 'ASSIGNED', 'IN_PROGRESS', 'PENDING_VALIDATION'] as const;
/** Somebody still has to act. A merged case is neither open nor over: it goes with its lead. */
export const openStates = [...untilAnswered, 'ANSWERED'] as const satisfies readonly CaseState[];
/** In all of these it goes on where it stood, once the case comes back (T4, T16). */
const stillStanding = ['POSTPONED', 'ARCHIVED'] as const;

/** Every clock that runs today. How long, who is reminded when, and who hears of a breach is said by the settings. */
export const clocks = {
  D1: { belongsTo: ['SUBMITTED'] },
  D1u: { belongsTo: openStates, counts: 'hours', endsWithAnOfficersMove: true },
  D2: { belongsTo: ['ROUTED'] },
  D3: { belongsTo: ['ROUTED', 'ASSIGNED', 'POSTPONED'], standsStillIn: ['POSTPONED'] },
  D4: { belongsTo: [...untilAnswered, 'ARCHIVED'], standsStillIn: stillStanding },
  D5: { belongsTo: ['POSTPONED'], warnedBefore: 'D5-warning', endsByItself: true },
  D6: { belongsTo: ['ANSWERED'], endsByItself: true },
  D7: { belongsTo: [...untilAnswered, 'ARCHIVED'], standsStillIn: stillStanding },
  D8: { belongsTo: ['ANSWERED', 'CLOSED'], counts: 'to a date' },
  D13: { belongsTo: openStates, endsByItself: true },
} as const satisfies Partial<Record<Clock, ClockRules>>;
export type RunningClock = keyof typeof clocks;

const rulesOf = (clock: Clock): ClockRules | undefined => (clocks as Partial<Record<Clock, ClockRules>>)[clock];

/** Whether a clock runs, or stands still, in a state. */
export function belongsTo(clock: RunningClock, state: CaseState): boolean {
  return rulesOf(clock)?.belongsTo.includes(state) ?? false;
}

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

/** Whether the case as it is has any use for the clock: some wait for a mark or a promise. */
export function isNeeded(clock: RunningClock, { urgent, promised }: Case): boolean {
  if (clock === 'D1u') return urgent;
  return clock !== 'D8' || promised !== undefined;
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

/** Whether it ends after so many working days, and not after hours or on a day that was promised. */
export function countsWorkingDays(clock: Clock): boolean {
  return rulesOf(clock)?.counts === undefined;
}

/** The limit of a clock of this case in working days, for one that starts on that day; 0 for clocks that count others. */
export function limitOf(clock: Clock, kase: Ruled, startsOn: LocalDate, settings: Settings): Said<number> {
  const counts = rulesOf(clock)?.counts;
  if (counts === undefined) return limitFor(limitKey(clock, kase), kase, startsOn, settings);
  // What was promised is no limit; D1 stands for the setting that all of them come from.
  return {
    ...(counts === 'hours' ? hoursFor : limitFor)(counts === 'hours' ? clock : 'D1', kase, startsOn, settings),
    value: 0,
  };
}

/** The case as settings see it for one of its clocks: under the agency that the clock started with. */
export function ruledBy(kase: Case, { agency }: Pick<Deadline, 'agency'>): Ruled {
  return { ...kase, holder: agency === undefined ? { body: 'national-desk' } : { body: 'agency', agency } };
}

/** D4 depends on what was asked for; a class nobody knows yet counts as ordinary. */
function limitKey(clock: Clock, kase: Ruled): string {
  if (clock !== 'D4') return clock;
  if (kase.kind !== 'complaint') return `D4-${kase.kind}`;
  return kase.class === 'supervisory' ? 'D4-supervisory' : 'D4-ordinary';
}

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

type Times = Pick<Deadline, 'dueAt' | 'dueOn' | 'calendarVersion' | 'ahead' | 'closeLookAt'>;
type Untimed = Pick<Deadline, 'clock' | 'startsOn' | 'pauses' | 'workingDays' | 'agency'>;

/**
 * When a clock that runs is due, and its steps. Of a clock that goes on (`before`), only the steps that were still ahead
 * are ahead again, and a breach that was recorded keeps its day.
 */
function timesOf(
  deadline: Untimed,
  kase: Case,
  { now, settings, zone = zoneOf(kase, settings) }: { now: Date; settings: Settings; zone?: Zone },
  before?: Deadline,
): Times {
  const { startsOn, pauses, workingDays } = deadline;
  const ruled = ruledBy(kase, deadline);
  const calendar = calendarFor(ruled, settings);
  const dayOf = (nth: number): LocalDate => countedDay(startsOn, nth, pauses, calendar);
  const stays = before?.missedAt === undefined ? undefined : before;
  const lastDay = stays?.dueOn ?? dayOf(workingDays);
  const end = stays?.dueAt ?? dueAt(lastDay, zone).toISOString();
  const all = steps(deadline, { end, dayOf, zone, now, ruled, settings });
  return {
    dueAt: end,
    dueOn: lastDay,
    calendarVersion: stays?.calendarVersion ?? calendar.version,
    ahead: before ? all.filter(stillAhead(before)) : all,
    closeLookAt: rulesOf(deadline.clock)?.endsByItself ? end : undefined,
  };
}

/** The end of a clock that counts no working days: D1u in hours from now, D8 on the day that was promised. */
function fixedTimesOf(
  { clock, startsOn, agency }: Untimed,
  kase: Case,
  { now, settings }: { now: Date; settings: Settings },
): Times | undefined {
  const { counts } = rulesOf(clock) ?? {};
  if (!counts) return undefined;
  const ruled = ruledBy(kase, { agency });
  const zone = zoneOf(kase, settings);
  const promisedOn = kase.promised?.plannedOn ?? startsOn;
  const inHours = (): Date => new Date(now.getTime() + hoursFor(clock, ruled, startsOn, settings).value * MS_AN_HOUR);
  const end = counts === 'hours' ? inHours() : dueAt(promisedOn, zone);
  const at = end.toISOString();
  const reminder = {
    at: instantAt(promisedOn, REMINDER_HOUR, zone).toISOString(),
    does: 'remind',
    reminder: 'last',
  } as const;
  const climb = ladderFor(clock, ruled, startsOn, settings).map(({ to, after }, index): Step => {
    const heard = after === 0 ? at : dueAt(dueOn(localDateOf(end, zone), after, calendarFor(ruled, settings)), zone);
    return { at: typeof heard === 'string' ? heard : heard.toISOString(), does: 'escalate', step: index + 1, to };
  });
  return {
    dueAt: at,
    dueOn: counts === 'hours' ? localDateOf(end, zone) : promisedOn,
    calendarVersion: settings.calendar.version,
    ahead: [
      ...(counts === 'to a date' && reminder.at > now.toISOString() ? [reminder] : []),
      { at, does: 'miss' },
      ...climb,
    ],
    closeLookAt: undefined,
  };
}

const MS_AN_HOUR = 3_600_000;

/** No step is taken twice. Before a breach nobody has heard of one, so all of its ladder is ahead, also a new one. */
function stillAhead(before: Deadline): (step: Step) => boolean {
  const left = new Set(before.ahead.map(stepName));
  return (step) => left.has(stepName(step)) || (before.missedAt === undefined && step.does !== 'remind');
}

const stepName = (step: Step): string =>
  step.does === 'remind'
    ? `remind ${step.share ?? step.reminder}`
    : step.does === 'miss'
      ? 'miss'
      : `escalate ${step.step}`;

interface Span {
  readonly end: Instant;
  readonly dayOf: (nth: number) => LocalDate;
  readonly zone: Zone;
  readonly now: Date;
  readonly ruled: Ruled;
  readonly settings: Settings;
}

/** Reminders (not those that lay before the start: a letter may be entered late), the breach, and who hears of it. */
function steps(deadline: Untimed, span: Span): Step[] {
  const { clock, startsOn, workingDays } = deadline;
  const { end, dayOf, zone, now, ruled, settings } = span;
  const remind = mornings(deadline, span)
    .toSorted((one, other) => one.day - other.day)
    .map(({ day, ...step }): Step => ({ at: instantAt(dayOf(day), REMINDER_HOUR, zone).toISOString(), ...step }))
    .filter(({ at }) => at > now.toISOString());
  const climb = ladderFor(clock, ruled, startsOn, settings).map(({ to, after }, index): Step => {
    const at = after === 0 ? end : dueAt(dayOf(workingDays + after), zone).toISOString();
    return { at, does: 'escalate', step: index + 1, to };
  });
  return [...remind, { at: end, does: 'miss' }, ...climb];
}

type Reminding = Extract<Step, { does: 'remind' }>;
type Morning = Omit<Reminding, 'at'> & { readonly day: number };

/** On which working days somebody is reminded; the complainant's warning takes the place of a reminder on its day. */
function mornings({ clock, startsOn, workingDays }: Untimed, { ruled, settings }: Span): Morning[] {
  const { warnedBefore } = rulesOf(clock) ?? {};
  const shares = reminderDays(workingDays, remindersFor(ruled, startsOn, settings));
  const all = shares.map(({ day, name, share }): Morning => {
    const isNamed = name === 'last' || name === String(share);
    return { day, does: 'remind', reminder: name, ...(isNamed ? {} : { share }) };
  });
  if (warnedBefore === undefined) return all;
  const day = Math.max(1, workingDays - limitFor(warnedBefore, ruled, startsOn, settings).value);
  return [...all.filter((one) => one.day !== day), { day, does: 'remind', reminder: 'before-archiving' }];
}

/** The local date of now where the case is. */
export function today(kase: Case, now: Date, settings: Settings): LocalDate {
  return localDateOf(now, zoneOf(kase, settings));
}
