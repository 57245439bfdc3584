import { CaseReturned, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** An agency gave it back: the complainant hears who looks for the right one. The desk sees its own queue. */
@Reaction(CaseReturned, TellingStore)
export class OnCaseReturned extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseReturned>, context: Context): Decision<Telling> {
    const owed = [toComplainant({ letter: 'returned' })];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
