import { CaseClosed, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** It is over, and why. */
@Reaction(CaseClosed, TellingStore)
export class OnCaseClosed extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseClosed>, context: Context): Decision<Telling> {
    const owed = [toComplainant({ letter: 'closed', reason: event.data.reason })];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
