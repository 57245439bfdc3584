import { ComplaintSubmitted, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, decided, type Decision, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import type { Case } from '../domain/case.js';
import { opened } from '../domain/opening.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';

type Submitted = EventOf<typeof ComplaintSubmitted> & { readonly data: DataOf<typeof ComplaintSubmitted> };

/** T1: a complaint was accepted at the door; from now on it has a case, a holder and a clock. */
@Reaction(ComplaintSubmitted, CaseStore)
export class OnComplaintSubmitted implements Reacts<Case, typeof ComplaintSubmitted> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(kase: Case | undefined, { subject, data }: Submitted, { now }: Context): Decision<Case> {
    if (kase) return unchanged;
    const { kase: after, facts } = opened(subject, data, now, this.settings.now);
    return decided(after, ...facts);
  }
}
