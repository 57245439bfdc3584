import type { DeadlineExtended, DataOf } from '@tuntas/events';
import type { Case } from './case.js';
import { openClock, retimed } from './clocks.js';
import type { Settings } from './settings.js';
import { surely } from './surely.js';

type Until = Pick<DataOf<typeof DeadlineExtended>, 'instance' | 'dueAt' | 'dueOn'>;

/** D9: when D4 is due once so many working days were added to it. */
export function extended(kase: Case, workingDays: number, now: Date, settings: Settings): Until {
  const deadline = surely(openClock(kase, 'D4'), 'D4 that runs');
  const longer = { ...deadline, workingDays: deadline.workingDays + workingDays };
  const { instance, dueAt, dueOn } = retimed(deadline, longer, kase, { now, settings });
  return { instance, dueAt, dueOn };
}
