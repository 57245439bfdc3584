import { ComplaintAccepted, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import type { Case } from '../domain/case.js';
import { apply, isNotLegal, moves } from '../domain/lifecycle.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { replyRefused } from './refusal.js';

type Accepted = EventOf<typeof ComplaintAccepted> & { readonly data: DataOf<typeof ComplaintAccepted> };

/** T12: the complainant says it is solved, and may have rated it; only about the answer that stands now. */
@Reaction(ComplaintAccepted, CaseStore)
export class OnComplaintAccepted implements Reacts<Case, typeof ComplaintAccepted> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(kase: Case | undefined, { data }: Accepted, { now }: Context): Decision<Case> {
    if (!kase) return later;
    if (kase.answerId !== data.answerId) return replyRefused(kase, 'accepted', data.answerId);
    const says = { reason: 'ACCEPTED' as const, ...data };
    const after = apply(moves.accept, kase, { by: 'complainant', says }, now, this.settings.now);
    return isNotLegal(after) ? replyRefused(kase, 'accepted', data.answerId) : decided(after.kase, ...after.facts);
  }
}
