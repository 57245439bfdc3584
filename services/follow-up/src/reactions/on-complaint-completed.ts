import { ComplaintCompleted, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import type { Case } from '../domain/case.js';
import { apply, isNotLegal, moves } from '../domain/lifecycle.js';
import { resuming } from '../domain/pausing.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { actRefused } from './refusal.js';

type Completed = EventOf<typeof ComplaintCompleted> & { readonly data: DataOf<typeof ComplaintCompleted> };

/** T4: the complainant gave what was missing; only for the pause that stands now. */
@Reaction(ComplaintCompleted, CaseStore)
export class OnComplaintCompleted implements Reacts<Case, typeof ComplaintCompleted> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(kase: Case | undefined, { data: { pauseId } }: Completed, { now }: Context): Decision<Case> {
    if (!kase) return later;
    if (!kase.postponed) return actRefused(kase, { act: 'completed', pauseId, because: 'not-postponed' });
    if (kase.postponed.pauseId !== pauseId)
      return actRefused(kase, { act: 'completed', pauseId, because: 'another-pause' });
    const change = resuming(kase, { by: 'complainant', because: 'completed' }, now, this.settings.now);
    const after = apply(moves.resume, kase, change, now, this.settings.now);
    if (isNotLegal(after)) return actRefused(kase, { act: 'completed', pauseId, because: 'not-postponed' });
    return decided(after.kase, ...after.facts);
  }
}
