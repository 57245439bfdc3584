import type { Clock, EscalationTarget } from '@tuntas/events';
import type { Case, Deadline, Instant, Step } from './case.js';
import { isLookedAt } from './clocks.js';

/** What a running clock will do, unless it ends before. */
export interface StepAhead {
  readonly clock: Clock;
  readonly instance: number;
  readonly at: Instant;
  /** `warn`: the notice to the complainant before archiving. The last three are what silence leads to. */
  readonly does: 'remind' | 'warn' | 'miss' | 'escalate' | 'archive' | 'close' | 'go-on';
  readonly to?: EscalationTarget;
}

const endings: Readonly<Partial<Record<Clock, StepAhead['does']>>> = { D5: 'archive', D6: 'close', D13: 'go-on' };

/** Everything that the clocks of a case will do, in order of time: just what the sweeps will find. */
export function stepsAhead({ deadlines }: Pick<Case, 'deadlines'>): StepAhead[] {
  return deadlines
    .filter((deadline) => deadline.endedAt === undefined && isLookedAt(deadline))
    .flatMap((deadline) => [...deadline.ahead.map((step) => told(step, deadline)), ...ending(deadline)])
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function told(step: Step, { clock, instance }: Deadline): StepAhead {
  const obligation = { clock, instance, at: step.at };
  if (step.does === 'escalate') return { ...obligation, does: step.does, to: step.to };
  if (step.does === 'miss') return { ...obligation, does: step.does };
  return { ...obligation, does: step.reminder === 'before-archiving' ? 'warn' : 'remind' };
}

/** When silence may end it at the earliest; what has to be delivered before may make it later. */
function ending({ clock, instance, closeLookAt }: Deadline): StepAhead[] {
  const does = endings[clock];
  return does === undefined || closeLookAt === undefined ? [] : [{ clock, instance, at: closeLookAt, does }];
}
