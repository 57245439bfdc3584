import { dueOn, localDateOf, type LocalDate, type WorkingCalendar, type Zone } from '@tuntas/calendar';
import type { CaseFile } from './case-file.js';

/** What holds while the settings say nothing; in working days. */
export const DEFAULT_REOPENING_WINDOW = 10;

/** When an act is judged, and by which calendar and limit. */
export interface Moment {
  /** By the database's clock. */
  readonly now: Date;
  readonly reopening: ReopeningWindow;
}

export interface ReopeningWindow {
  readonly workingDays: number;
  readonly calendar: WorkingCalendar;
  /** The holder's zone. */
  readonly zone: Zone;
}

/** T14: the last day on which a closed case can be reopened by its complainant; day 0 is the day it was closed. */
export function reopenableUntil(
  { state, dates }: Pick<CaseFile, 'state' | 'dates'>,
  { workingDays, calendar, zone }: ReopeningWindow,
): LocalDate | undefined {
  if (state !== 'CLOSED' || dates.closed === undefined) return undefined;
  return dueOn(localDateOf(new Date(dates.closed), zone), workingDays, calendar);
}

/** Whether that day is not over yet. */
export function isReopenable(file: CaseFile, { now, reopening }: Moment): boolean {
  const until = reopenableUntil(file, reopening);
  return until !== undefined && localDateOf(now, reopening.zone) <= until;
}
