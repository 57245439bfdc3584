import { DeadlineExtended, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** The answer takes longer, once: until when. */
@Reaction(DeadlineExtended, TellingStore)
export class OnDeadlineExtended extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof DeadlineExtended>, context: Context): Decision<Telling> {
    const owed = [toComplainant({ letter: 'extended', dueOn: event.data.dueOn })];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
