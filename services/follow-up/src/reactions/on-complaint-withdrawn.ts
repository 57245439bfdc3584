import { ComplaintWithdrawn, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { withdraws } from '../domain/acts.js';
import type { Case } from '../domain/case.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { acted } from './acted.js';

type Arrived = EventOf<typeof ComplaintWithdrawn> & { readonly data: DataOf<typeof ComplaintWithdrawn> };

/** T18: the complainant does not want it any more. */
@Reaction(ComplaintWithdrawn, CaseStore)
export class OnComplaintWithdrawn implements Reacts<Case, typeof ComplaintWithdrawn> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(found: Case | undefined, { data }: Arrived, { now }: Context): Decision<Case> {
    return acted(found, (kase) => withdraws(kase, data.actId, now, this.settings.now));
  }
}
