import { CaseAssigned, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** A unit has it: the office’s own business, nobody is written to. */
@Reaction(CaseAssigned, TellingStore)
export class OnCaseAssigned extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseAssigned>, context: Context): Decision<Telling> {
    return this.tellOf(telling, (known) => moved(known, event.data), event, [], context);
  }
}
