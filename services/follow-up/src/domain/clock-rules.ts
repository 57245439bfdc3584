import type { CaseState, Clock } from '@tuntas/events';
import type { Case } from './case.js';

export interface ClockRules {
  readonly belongsTo: readonly CaseState[];
  /** States of these in which it stands still; going on, it has as many working days left as before. */
  readonly standsStillIn?: readonly CaseState[];
  /** So many working days before its end the complainant is warned of what will happen; the name of that limit. */
  readonly warnedBefore?: string;
  /** Silence then decides, as soon as it may: another schedule looks after that. */
  readonly endsByItself?: true;
  /** Not counted in working days: round the clock, or up to a date that somebody promised. */
  readonly counts?: 'hours' | 'to a date';
  /** Whatever an officer does with the case is what it waits for. */
  readonly endsWithAnOfficersMove?: true;
}

const untilAnswered = ['SUBMITTED', 'POSTPONED', 'ROUTED', 'ASSIGNED', 'IN_PROGRESS', 'PENDING_VALIDATION'] as const;
/** Somebody still has to act. A merged case is neither open nor over: it goes with its lead. */
export const openStates = [...untilAnswered, 'ANSWERED'] as const satisfies readonly CaseState[];
/** In all of these it goes on where it stood, once the case comes back (T4, T16). */
const stillStanding = ['POSTPONED', 'ARCHIVED'] as const;

/** Every clock that runs today. How long, who is reminded when, and who hears of a breach is said by the settings. */
export const clocks = {
  D1: { belongsTo: ['SUBMITTED'] },
  D1u: { belongsTo: openStates, counts: 'hours', endsWithAnOfficersMove: true },
  D2: { belongsTo: ['ROUTED'] },
  D3: { belongsTo: ['ROUTED', 'ASSIGNED', 'POSTPONED'], standsStillIn: ['POSTPONED'] },
  D4: { belongsTo: [...untilAnswered, 'ARCHIVED'], standsStillIn: stillStanding },
  D5: { belongsTo: ['POSTPONED'], warnedBefore: 'D5-warning', endsByItself: true },
  D6: { belongsTo: ['ANSWERED'], endsByItself: true },
  D7: { belongsTo: [...untilAnswered, 'ARCHIVED'], standsStillIn: stillStanding },
  D8: { belongsTo: ['ANSWERED', 'CLOSED'], counts: 'to a date' },
  D13: { belongsTo: openStates, endsByItself: true },
} as const satisfies Partial<Record<Clock, ClockRules>>;
export type RunningClock = keyof typeof clocks;

/** The rules of a clock by its name. */
export const rulesOf = (clock: Clock): ClockRules | undefined => (clocks as Partial<Record<Clock, ClockRules>>)[clock];

/** Whether a clock runs, or stands still, in a state. */
export function belongsTo(clock: RunningClock, state: CaseState): boolean {
  return rulesOf(clock)?.belongsTo.includes(state) ?? false;
}

/** Whether the case as it is has any use for the clock: some wait for a mark or a promise. */
export function isNeeded(clock: RunningClock, { urgent, promised }: Case): boolean {
  if (clock === 'D1u') return urgent;
  return clock !== 'D8' || promised !== undefined;
}

/** Whether it ends after so many working days, and not after hours or on a day that was promised. */
export function countsWorkingDays(clock: Clock): boolean {
  return rulesOf(clock)?.counts === undefined;
}
