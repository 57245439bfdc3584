import { ComplaintCompleted, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { completes } from '../domain/acts.js';
import type { Case } from '../domain/case.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { acted } from './acted.js';

type Arrived = EventOf<typeof ComplaintCompleted> & { readonly data: DataOf<typeof ComplaintCompleted> };

/** T4: the complainant gave what was missing. */
@Reaction(ComplaintCompleted, CaseStore)
export class OnComplaintCompleted implements Reacts<Case, typeof ComplaintCompleted> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(found: Case | undefined, { data }: Arrived, { now }: Context): Decision<Case> {
    return acted(found, (kase) => completes(kase, data.pauseId, now, this.settings.now));
  }
}
