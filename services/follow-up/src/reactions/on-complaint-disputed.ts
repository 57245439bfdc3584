import { ComplaintDisputed, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import type { Case } from '../domain/case.js';
import { apply, isNotLegal, moves } from '../domain/lifecycle.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { replyRefused } from './refusal.js';

type Disputed = EventOf<typeof ComplaintDisputed> & { readonly data: DataOf<typeof ComplaintDisputed> };

/** T13: "belum" – the answer that stands now does not settle it; the agency works on it again, against D7. */
@Reaction(ComplaintDisputed, CaseStore)
export class OnComplaintDisputed implements Reacts<Case, typeof ComplaintDisputed> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(kase: Case | undefined, { data: { answerId } }: Disputed, { now }: Context): Decision<Case> {
    if (!kase) return later;
    if (kase.answerId !== answerId) return replyRefused(kase, 'disputed', answerId);
    const times = kase.reopenedTimes + 1;
    const change = {
      by: 'complainant',
      changes: { reopenedTimes: times, answerNotice: undefined },
      says: { answerId, times, by: 'complainant' },
    } as const;
    const after = apply(moves.dispute, kase, change, now, this.settings.now);
    return isNotLegal(after) ? replyRefused(kase, 'disputed', answerId) : decided(after.kase, ...after.facts);
  }
}
