import { localDateOf } from '@tuntas/calendar';
import type { CaseResumed, DataOf } from '@tuntas/events';
import type { Case } from './case.js';
import { today } from './clocks.js';
import type { Change } from './lifecycle.js';
import { type Settings, zoneOf } from './settings.js';

type Resumed = DataOf<typeof CaseResumed>;

/** T4: what changes when a case goes on, and what its fact says; only of a case that was postponed. */
export function resuming(
  kase: Case,
  { by, because }: Pick<Resumed, 'by' | 'because'>,
  now: Date,
  settings: Settings,
): Change<typeof CaseResumed> {
  const pausedOn = localDateOf(new Date(kase.since), zoneOf(kase, settings));
  const { pauseId = '' } = kase.postponed ?? {};
  return {
    by,
    changes: { postponed: undefined },
    says: { pauseId, because, by, pausedOn, resumedOn: today(kase, now, settings) },
  };
}
