import type { WorkingCalendar } from './calendar.js';
import type { LocalDate } from './local-date.js';

/**
 * Whether the days off of a date's year have been declared. Dates beyond are still counted, by weekdays alone, so that
 * no complaint waits for a decree; whoever shows or stores such a date marks it as provisional.
 */
export function isProvisional(on: LocalDate, { knownYears }: WorkingCalendar): boolean {
  return !knownYears.includes(Number(on.slice(0, 4)));
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
