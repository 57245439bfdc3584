import { CaseRestored, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** It is checked again. The desk sees its own queue. */
@Reaction(CaseRestored, TellingStore)
export class OnCaseRestored extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseRestored>, context: Context): Decision<Telling> {
    const owed = [toComplainant({ letter: 'restored' })];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
