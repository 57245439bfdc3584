import { CasePromiseKept, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** What was promised was done. */
@Reaction(CasePromiseKept, TellingStore)
export class OnCasePromiseKept extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CasePromiseKept>, context: Context): Decision<Telling> {
    const owed = [toComplainant({ letter: 'promise-kept' })];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
