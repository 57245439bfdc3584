import { workingDaysBetween, type WorkingCalendar } from './calendar.js';
import type { LocalDate } from './local-date.js';
import { runs, type Pause } from './pauses.js';

/**
 * Working days left on a date: 2 means today and two more working days, 0 that today is the last, −1 that the due date
 * is over by one working day. On a weekend after a due Friday it is 0 too: ask {@link isLate} whether it is over.
 */
export function workingDaysLeft(today: LocalDate, due: LocalDate, calendar: WorkingCalendar): number {
  // `+ 0` turns the −0 of "no working day late" into 0.
  return today <= due ? workingDaysBetween(today, due, calendar) : -workingDaysBetween(due, today, calendar) + 0;
}

/** Whether a due date is over; the date itself is still in time. */
export function isLate(today: LocalDate, due: LocalDate): boolean {
  return today > due;
}

/**
 * Working days that a clock has used up to and with `today`, pauses out. The day of the start is day 0, and so is the
 * day on which it goes on after a pause: what counts are the working days after them. Overlapping pauses count once.
 */
export function elapsedWorkingDays(
  startedOn: LocalDate,
  today: LocalDate,
  pauses: readonly Pause[],
  calendar: WorkingCalendar,
): number {
  return runs(startedOn, pauses)
    .map(({ after, upTo = today }) => daysBetween(after, upTo < today ? upTo : today, calendar))
    .reduce((elapsed, days) => elapsed + days, 0);
}

/** As {@link workingDaysBetween}, but an interval that ends before it begins is empty. */
function daysBetween(after: LocalDate, upTo: LocalDate, calendar: WorkingCalendar): number {
  return upTo > after ? workingDaysBetween(after, upTo, calendar) : 0;
}
