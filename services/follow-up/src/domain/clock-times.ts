/** When a clock is due, and what it does until then and after: by the settings, days and zone of whoever it runs for. */
import {
  countedDay,
  dueAt,
  dueOn,
  instantAt,
  type LocalDate,
  localDateOf,
  REMINDER_HOUR,
  reminderDays,
  type Zone,
} from '@tuntas/calendar';
import type { Clock } from '@tuntas/events';
import type { Case, Deadline, Instant, Step } from './case.js';
import { rulesOf } from './clock-rules.js';
import { calendarFor, type Settings, zoneOf } from './settings.js';
import { hoursFor, ladderFor, limitFor, remindersFor, type Ruled, type Said } from './settings-for-case.js';

/** The limit of a clock of this case in working days, for one that starts on that day; 0 for clocks that count others. */
export function limitOf(clock: Clock, kase: Ruled, startsOn: LocalDate, settings: Settings): Said<number> {
  const counts = rulesOf(clock)?.counts;
  if (counts === undefined) return limitFor(limitKey(clock, kase), kase, startsOn, settings);
  // A promised day is no limit; the setting that has all the others stands for it.
  const said =
    counts === 'hours' ? hoursFor(clock, kase, startsOn, settings) : limitFor('D1', kase, startsOn, settings);
  return { ...said, value: 0 };
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

type Times = Pick<Deadline, 'dueAt' | 'dueOn' | 'calendarVersion' | 'ahead' | 'closeLookAt'>;
type Untimed = Pick<Deadline, 'clock' | 'startsOn' | 'pauses' | 'workingDays' | 'agency'>;

/**
 * When a clock that runs is due, and its steps. Of a clock that goes on (`before`), only the steps that were still ahead
 * are ahead again, and a breach that was recorded keeps its day.
 */
export function timesOf(
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
export function fixedTimesOf(
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
  const daysAfter = (days: number): Date =>
    days === 0 ? end : dueAt(dueOn(localDateOf(end, zone), days, calendarFor(ruled, settings)), zone);
  const climb = ladderFor(clock, ruled, startsOn, settings).map(({ to, after }, index): Step => ({
    at: daysAfter(after).toISOString(),
    does: 'escalate',
    step: index + 1,
    to,
  }));
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

export type Reminding = Extract<Step, { does: 'remind' }>;
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
