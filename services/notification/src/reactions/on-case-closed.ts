import { CaseClosed, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { leadOf, moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** It is over, and why. */
@Reaction(CaseClosed, TellingStore)
export class OnCaseClosed extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseClosed>, context: Context): Decision<Telling> {
    const { reason } = event.data;
    // Of several complainants one may have accepted before the others fell silent.
    const told = reason === 'NO_REPLY' && leadOf(event) !== undefined ? 'TIME_OVER' : reason;
    const owed = [toComplainant({ letter: 'closed', reason: told })];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
