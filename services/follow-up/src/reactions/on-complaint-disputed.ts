import { ComplaintDisputed, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { disputes } from '../domain/acts.js';
import type { Case } from '../domain/case.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { acted } from './acted.js';

type Arrived = EventOf<typeof ComplaintDisputed> & { readonly data: DataOf<typeof ComplaintDisputed> };

/** T13, T14: "belum", before or after the case was closed. */
@Reaction(ComplaintDisputed, CaseStore)
export class OnComplaintDisputed implements Reacts<Case, typeof ComplaintDisputed> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(found: Case | undefined, { data }: Arrived, { now }: Context): Decision<Case> {
    return acted(found, (kase) => disputes(kase, data.answerId, now, this.settings.now));
  }
}
