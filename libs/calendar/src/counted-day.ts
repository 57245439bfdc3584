import { isWorkingDay, workingDaysBetween, type WorkingCalendar } from './calendar.js';
import { dueOn } from './deadlines.js';
import type { LocalDate } from './local-date.js';
import type { Pause } from './pauses.js';

/**
 * The date at whose end the `nth` working day of a clock is over; day 0 is `startsOn`. The working days after the day on
 * which a pause began, up to and with the day on which it ended, do not count; and no day ends while the clock stands
 * still: one that was to end on a pause's first day ends with the day on which the clock goes on, or with the first working day
 * after it. So a pause never makes anybody late. Throws {@link PauseStillOpen} for a day behind a pause without an end.
 */
export function countedDay(
  startsOn: LocalDate,
  nth: number,
  pauses: readonly Pause[],
  calendar: WorkingCalendar,
): LocalDate {
  if (nth === 0) return startsOn;
  let [from, left] = [startsOn, nth];
  for (const pause of pauses.toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)))) {
    const began = pause.from < from ? from : pause.from;
    // One that ended on its first day, or before it in a zone further west, or within another one, took nothing.
    if (pause.until !== undefined && pause.until <= began) continue;
    if (ending(from, left, calendar) < began) continue;
    if (pause.until === undefined) throw new PauseStillOpen(nth, pause);
    left = Math.max(0, left - workingDaysBetween(from, began, calendar));
    from = pause.until;
  }
  return ending(from, left, calendar);
}

/** The day itself, or the first working day after it, when no day is left. */
function ending(from: LocalDate, left: number, calendar: WorkingCalendar): LocalDate {
  return left === 0 && !isWorkingDay(from, calendar) ? dueOn(from, 1, calendar) : dueOn(from, left, calendar);
}

/** A day of a clock that stands still: nobody can know it yet. */
export class PauseStillOpen extends Error {
  constructor(nth: number, { from }: Pause) {
    super(`Working day ${nth} lies behind a pause that began on ${from} and is still open; end the pause first.`);
    this.name = 'PauseStillOpen';
  }
}
