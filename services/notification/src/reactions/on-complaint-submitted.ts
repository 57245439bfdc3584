import { ComplaintSubmitted, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { knownAtTheDoor, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** It was received: the complainant gets the number in writing. */
@Reaction(ComplaintSubmitted, TellingStore)
export class OnComplaintSubmitted extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof ComplaintSubmitted>, context: Context): Decision<Telling> {
    // Follow-up may have been faster: what it says of the case counts.
    const known = telling?.known ?? knownAtTheDoor(event.data);
    return this.tell(telling, known, event, [toComplainant({ letter: 'submitted' })], context);
  }
}
