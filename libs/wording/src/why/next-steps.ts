import type { Clock } from '@tuntas/events';
import type { NextStep, OpenClock } from './explanation.js';

/** What silence leads to when these run out; all others are missed, and somebody higher hears of it. */
const endings: Readonly<Partial<Record<Clock, NextStep['does']>>> = { D5: 'archive', D6: 'close', D13: 'go-on' };

/**
 * What comes next, as the facts tell it: until when each clock runs and what then happens. Whoever keeps the clocks knows
 * reminders and the ladder as well, and gives them instead.
 */
export function nextSteps(open: readonly OpenClock[]): NextStep[] {
  return inOrder(
    open
      .filter(({ pausedOn }) => pausedOn === undefined)
      .flatMap(({ clock, instance, shared, dueAt: at, missed }): NextStep[] => {
        const step = { clock, instance, ...(shared && { shared }), at } as const;
        const ending = endings[clock];
        if (ending !== undefined) return [{ ...step, does: ending }];
        return missed
          ? []
          : [
              { ...step, does: 'miss' },
              { ...step, does: 'escalate' },
            ];
      }),
  );
}

/** By their time; what happens at once stays in its order. */
export function inOrder(steps: readonly NextStep[]): NextStep[] {
  return steps.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
