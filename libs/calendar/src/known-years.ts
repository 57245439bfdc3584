import type { WorkingCalendar } from './calendar.js';
import { dayNumber, type LocalDate } from './local-date.js';

/**
 * Whether the days off of a date's year have been declared. Dates beyond are still counted, by weekdays alone, so that
 * no complaint waits for a decree; whoever shows or stores such a date marks it as provisional.
 */
export function isProvisional(on: LocalDate, { knownYears }: WorkingCalendar): boolean {
  return !knownYears.includes(Number(on.slice(0, 4)));
}

/** The decree of a year comes out in the months before it; from here on its absence is worth a warning. */
const WARN_FROM_MONTH = 11;

/**
 * The next year, when it is November or December of `today` and no day off of it has been declared; else undefined.
 * Whoever keeps the calendar then adds it, before the first deadline runs over the turn of the year by guess.
 * Throws {@link InvalidLocalDate} for a `today` that is no date.
 */
export function missingNextYear(today: LocalDate, { knownYears }: WorkingCalendar): number | undefined {
  dayNumber(today);
  const [year, month] = today.split('-').map(Number) as [number, number];
  return month >= WARN_FROM_MONTH && !knownYears.includes(year + 1) ? year + 1 : undefined;
}

/** For places where a guess will not do. Throws {@link UnknownYear}, which says what to do. */
export function requireKnownYear(on: LocalDate, calendar: WorkingCalendar): void {
  if (isProvisional(on, calendar)) throw new UnknownYear(on, calendar);
}

/** A date about whose year the calendar has no decree. */
export class UnknownYear extends Error {
  constructor(on: LocalDate, { version, knownYears }: WorkingCalendar) {
    const known = knownYears.join(', ') || 'no year';
    super(
      `Calendar version ${version} knows ${known}, not ${on.slice(0, 4)}: ` +
        `add the days off of ${on.slice(0, 4)} from the joint decree and publish them as the next version.`,
    );
    this.name = 'UnknownYear';
  }
}
