import type { CaseState, Clock } from '@tuntas/events';

/**
 * What people wait for in each state: the next thing that has a date, then the whole. The choice of a unit (D2) is the
 * office's own business and promised to nobody.
 */
const clocksOf: Readonly<Partial<Record<CaseState, readonly Clock[]>>> = {
  SUBMITTED: ['D1u', 'D1', 'D4'],
  POSTPONED: ['D5'],
  ROUTED: ['D1u', 'D7', 'D3', 'D4'],
  ASSIGNED: ['D1u', 'D7', 'D3', 'D4'],
  IN_PROGRESS: ['D7', 'D8', 'D4'],
  PENDING_VALIDATION: ['D7', 'D4'],
  ANSWERED: ['D6'],
};

/** The clock that the one honest sentence speaks of; none once the case is over. */
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
