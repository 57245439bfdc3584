import { ComplaintAppealed, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { appeals } from '../domain/acts.js';
import type { Case } from '../domain/case.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { acted } from './acted.js';

type Arrived = EventOf<typeof ComplaintAppealed> & { readonly data: DataOf<typeof ComplaintAppealed> };

/** T16: the complainant does not agree that it was put away. */
@Reaction(ComplaintAppealed, CaseStore)
export class OnComplaintAppealed implements Reacts<Case, typeof ComplaintAppealed> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(found: Case | undefined, { data }: Arrived, { now }: Context): Decision<Case> {
    return acted(found, (kase) => appeals(kase, data.actId, now, this.settings.now));
  }
}
