import type { LocalDate } from './local-date.js';

/** A clock that has not ended, as a fact told it last. */
export interface KnownClock {
  /** From then on it is late; ISO 8601. */
  readonly dueAt: string;
  /** The breach was recorded. */
  readonly missed?: boolean | undefined;
  /** Since when it stands still: it cannot run out meanwhile. */
  readonly pausedOn?: LocalDate | undefined;
}

/**
 * Whether a clock is over. Asked when somebody reads, not when the breach is recorded: the sentence changes in the second in
 * which the clock runs out, also while the sweep that records it is still on its way.
 */
export function hasRunOut({ missed, pausedOn, dueAt }: KnownClock, now: Date): boolean {
  return missed === true || (pausedOn === undefined && Date.parse(dueAt) <= now.getTime());
}
