import { CaseAssigned, CaseReassigned, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

type Given = EventOf<typeof CaseAssigned | typeof CaseReassigned>;

/** Who in the office has it is the office’s own business: nobody is written to. */
@Reaction(CaseAssigned, TellingStore)
@Reaction(CaseReassigned, TellingStore)
export class OnCaseAssigned extends Teller {
  decide(telling: Telling | undefined, event: Given, context: Context): Decision<Telling> {
    return this.tellOf(telling, (known) => moved(known, event.data), event, [], context);
  }
}
