import { ComplaintLeftToDesk, type DataOf, type EventOf } from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import type { Case } from '../domain/case.js';
import { CaseStore } from '../store/case.store.js';

type LeftToDesk = EventOf<typeof ComplaintLeftToDesk> & { readonly data: DataOf<typeof ComplaintLeftToDesk> };

/** Routing is not sure: the desk that holds the case sees what it would have suggested. */
@Reaction(ComplaintLeftToDesk, CaseStore)
export class OnComplaintLeftToDesk implements Reacts<Case, typeof ComplaintLeftToDesk> {
  decide(kase: Case | undefined, { data }: LeftToDesk): Decision<Case> {
    if (!kase) return later;
    if (kase.state !== 'SUBMITTED' || kase.round !== data.round) return unchanged;
    const { suggestions, category = kase.category, area = kase.area } = data;
    return decided({ ...kase, suggestions, category, area });
  }
}
