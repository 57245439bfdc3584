import type { CaseState, Clock } from '@tuntas/events';
import type { KnownClock } from './telling.js';

/** What people wait for in each state: the next thing that has a date, then the whole. */
const clocksOf: Readonly<Partial<Record<CaseState, readonly Clock[]>>> = {
  SUBMITTED: ['D1u', 'D1', 'D4'],
  POSTPONED: ['D5'],
  ROUTED: ['D1u', 'D7', 'D3', 'D4'],
  ASSIGNED: ['D1u', 'D7', 'D3', 'D4'],
  IN_PROGRESS: ['D7', 'D8', 'D4'],
  PENDING_VALIDATION: ['D7', 'D4'],
  ANSWERED: ['D6'],
};

/** The clock that the one honest sentence speaks of, the same as on the complainant's page; none once it is over. */
export function clockThatMatters(state: CaseState, clocks: readonly KnownClock[]): KnownClock | undefined {
  for (const clock of clocksOf[state] ?? []) {
    const running = clocks.findLast((one) => one.clock === clock);
    if (running) return running;
  }
  return undefined;
}
