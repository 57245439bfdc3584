import { ComplaintAccepted, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { accepts } from '../domain/acts.js';
import type { Case } from '../domain/case.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { acted } from './acted.js';

type Arrived = EventOf<typeof ComplaintAccepted> & { readonly data: DataOf<typeof ComplaintAccepted> };

/** T12: the complainant says it is solved, and may have rated it; only about the answer that stands now. */
@Reaction(ComplaintAccepted, CaseStore)
export class OnComplaintAccepted implements Reacts<Case, typeof ComplaintAccepted> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(found: Case | undefined, { data }: Arrived, { now }: Context): Decision<Case> {
    return acted(found, (kase) => accepts(kase, data, now, this.settings.now));
  }
}
