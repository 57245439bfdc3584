import { dateOfDay, dayNumber, type LocalDate } from './local-date.js';

/** Indonesia's zones as hours ahead of UTC. None has daylight saving (Keppres 41/1987), so the offsets are fixed. */
const hoursAheadOfUtc = { WIB: 7, WITA: 8, WIT: 9 } as const;
export type Zone = keyof typeof hoursAheadOfUtc;

const MS_AN_HOUR = 3_600_000;
const HOURS_A_DAY = 24;

/** The date on the wall in a zone at an instant. */
export function localDateOf(instant: Date, zone: Zone): LocalDate {
  const localMs = instant.getTime() + hoursAheadOfUtc[zone] * MS_AN_HOUR;
  return dateOfDay(Math.floor(localMs / (HOURS_A_DAY * MS_AN_HOUR)));
}

/** The instant at which it is `hour`:00 (0–24, where 24 is the end of the day) on a date in a zone. */
export function instantAt(on: LocalDate, hour: number, zone: Zone): Date {
  return new Date((dayNumber(on) * HOURS_A_DAY + hour - hoursAheadOfUtc[zone]) * MS_AN_HOUR);
}
