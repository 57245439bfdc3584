import type { CaseState, Clock } from '@tuntas/events';

/**
 * What people wait for in each state: danger first, then the next thing that has a date, then the whole. Where the
 * complainant is asked for something, that comes first: silence ends in something that happens to the complaint. The choice
 * of a unit (D2) is the office's own business and promised to nobody.
 */
const clocksOf: Readonly<Partial<Record<CaseState, readonly Clock[]>>> = {
  SUBMITTED: ['D1u', 'D1', 'D7', 'D4'],
  POSTPONED: ['D5', 'D1u'],
  ROUTED: ['D1u', 'D7', 'D3', 'D4'],
  ASSIGNED: ['D1u', 'D7', 'D3', 'D4'],
  IN_PROGRESS: ['D1u', 'D7', 'D4'],
  PENDING_VALIDATION: ['D1u', 'D7', 'D4'],
  ANSWERED: ['D6', 'D1u'],
  CLOSED: ['D8'],
};

/** The clock that the one honest sentence speaks of; once the case is over, only that of an action that was promised. */
export function clockThatMatters<Running extends { readonly clock: Clock }>(
  state: CaseState,
  clocks: readonly Running[],
): Running | undefined {
  for (const clock of clocksOf[state] ?? []) {
    const running = clocks.findLast((one) => one.clock === clock);
    if (running) return running;
  }
  return undefined;
}
