import { isProvisional, localDateOf, workingDaysLeft, type WorkingCalendar, type Zone } from '@tuntas/calendar';
import type { Clock } from '@tuntas/events';
import { countsNoWorkingDays } from './by-when.js';
import type { RunningClock } from './status.js';

/** A clock that has not ended, as a fact told it last. */
export interface KnownClock {
  readonly clock: Clock;
  /** From then on it is late; ISO 8601. */
  readonly dueAt: string;
  readonly dueOn: string;
  /** The breach was recorded. */
  readonly missed?: boolean | undefined;
  /** Since when it stands still: it cannot run out meanwhile. */
  readonly pausedOn?: string | undefined;
}

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

/**
 * Whether a clock is over. Asked when somebody reads, not when the breach is recorded: the sentence changes in the second in
 * which the clock runs out, also while the sweep that records it is still on its way.
 */
export function hasRunOut({ missed, pausedOn, dueAt }: KnownClock, now: Date): boolean {
  return missed === true || (pausedOn === undefined && Date.parse(dueAt) <= now.getTime());
}

/** A clock as the honest sentence speaks of it now. */
export function clockNow({ clock, dueAt, dueOn }: KnownClock, looking: Looking): RunningClock {
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
