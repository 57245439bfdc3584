import {
  isProvisional,
  localDateOf,
  type LocalDate,
  workingDaysLeft,
  type WorkingCalendar,
  type Zone,
} from '@tuntas/calendar';
import type { Clock } from '@tuntas/events';
import { countsNoWorkingDays } from './by-when.js';
import type { RunningClock } from './status.js';

/** When and where a clock is looked at. */
export interface Looking {
  /** By the database's clock. */
  readonly now: Date;
  /** Where the case is. */
  readonly zone: Zone;
  readonly calendar: WorkingCalendar;
  /** Of a secret complaint no time of day is told. */
  readonly discreet?: boolean;
}

/** A clock as the honest sentence speaks of it now; `dueAt` is ISO 8601. */
export function clockNow(
  { clock, dueAt, dueOn }: { readonly clock: Clock; readonly dueAt: string; readonly dueOn: LocalDate },
  looking: Looking,
): RunningClock {
  const { now, zone, calendar, discreet } = looking;
  const today = localDateOf(now, zone);
  const counted = !countsNoWorkingDays.has(clock);
  return {
    clock,
    dueOn,
    workingDaysLeft: workingDaysLeft(today, dueOn, calendar),
    isToday: today === dueOn,
    ...(clock === 'D1u' && discreet !== true && { at: { instant: new Date(dueAt), zone } }),
    ...(counted && isProvisional(dueOn, calendar) && { provisional: true }),
  };
}
