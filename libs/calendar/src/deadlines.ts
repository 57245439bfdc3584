import { workingDaysUpTo, type WorkingCalendar } from './calendar.js';
import { dateOfDay, dayNumber, type LocalDate } from './local-date.js';
import { instantAt, type Zone } from './zones.js';

/** About four years: more than any limit of domain.md §3 (60) times the longest extension, less than a typing error. */
export const MOST_WORKING_DAYS = 1_000;

/** A limit that is not a whole number of days from 0 to {@link MOST_WORKING_DAYS}. */
export class InvalidWorkingDays extends Error {
  constructor(workingDays: number) {
    super(`${workingDays} is no number of working days; give a whole number from 0 to ${MOST_WORKING_DAYS}.`);
    this.name = 'InvalidWorkingDays';
  }
}

/**
 * The last date that is in time. Day 0 is the local date of the event (the day a letter was received, not entered),
 * whether people work on it or not; then `workingDays` working days follow. Zero days: day 0 itself.
 * Source: domain.md §3; 3/5/10/14/60 days from Monday 24 November 2025 end on 27 Nov, 1 Dec, 8 Dec, 12 Dec, 24 Feb 2026.
 */
export function dueOn(receivedOn: LocalDate, workingDays: number, calendar: WorkingCalendar): LocalDate {
  if (!Number.isInteger(workingDays) || workingDays < 0 || workingDays > MOST_WORKING_DAYS) {
    throw new InvalidWorkingDays(workingDays);
  }
  const dayZero = dayNumber(receivedOn);
  if (workingDays === 0) return receivedOn;
  const target = workingDaysUpTo(dayZero, calendar) + workingDays;
  // Each day off can push the end by one working day, so this many weeks always reach the target.
  const mostWeeks = Math.ceil((workingDays + calendar.daysOff.length) / calendar.daysAWeek) + 1;
  return dateOfDay(firstDayWith(target, dayZero, dayZero + mostWeeks * 7, calendar));
}

/** The instant at which a due date is over: 24:00 local of it. Until then an act is in time, from then on it is late. */
export function dueAt(due: LocalDate, zone: Zone): Date {
  return instantAt(due, 24, zone);
}

/** Names of `deadline.reminded`. */
export type ReminderName = '75' | '90' | 'last';

export interface Reminder {
  readonly name: ReminderName;
  readonly on: LocalDate;
  readonly at: Date;
}

/** Local hour at which people are reminded: when offices open. */
export const REMINDER_HOUR = 8;

/** At ⌈75 %⌉, ⌈90 %⌉ and the last working day of a clock (D10), unless a setting says otherwise. */
const USUAL_SHARES = [75, 90, 100];

/**
 * On which working days of a clock people are reminded of it, at these shares of them in percent, rounded up, in order.
 * Where two fall on one day, as in every clock of up to 3 days, only the most urgent stays: nobody is reminded twice in a
 * morning. A reminder is named after the share it is at or above: `75` (or below), `90`, or `last` at 100.
 */
export function reminderDays(
  workingDays: number,
  shares: readonly number[] = USUAL_SHARES,
): readonly { readonly day: number; readonly name: ReminderName; readonly share: number }[] {
  const byDay = new Map(
    shares.toSorted((a, b) => a - b).map((share) => [Math.ceil((workingDays * share) / 100), share]),
  );
  byDay.delete(0);
  return [...byDay].map(([day, share]) => ({ day, share, name: share === 100 ? 'last' : share >= 90 ? '90' : '75' }));
}

/** When to remind of a clock that never stood still: 08:00 local of its {@link reminderDays}. */
export function reminders(
  receivedOn: LocalDate,
  workingDays: number,
  calendar: WorkingCalendar,
  zone: Zone,
): readonly Reminder[] {
  return reminderDays(workingDays).map(({ day, name }) => {
    const on = dueOn(receivedOn, day, calendar);
    return { name, on, at: instantAt(on, REMINDER_HOUR, zone) };
  });
}

/** The first day in the span up to which so many working days lie. */
function firstDayWith(target: number, from: number, to: number, calendar: WorkingCalendar): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (workingDaysUpTo(middle, calendar) >= target) high = middle;
    else low = middle + 1;
  }
  return low;
}
