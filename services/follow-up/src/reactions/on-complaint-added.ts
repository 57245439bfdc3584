import { ComplaintAdded, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { adds } from '../domain/acts.js';
import type { Case } from '../domain/case.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { acted } from './acted.js';

type Arrived = EventOf<typeof ComplaintAdded> & { readonly data: DataOf<typeof ComplaintAdded> };

/** T21: the complainant wants the handlers to know something more. */
@Reaction(ComplaintAdded, CaseStore)
export class OnComplaintAdded implements Reacts<Case, typeof ComplaintAdded> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(found: Case | undefined, { data }: Arrived, { now }: Context): Decision<Case> {
    return acted(found, (kase) => adds(kase, data.textId, now, this.settings.now));
  }
}
