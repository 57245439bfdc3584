import { DeadlineReminded, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { type Telling, toHolder } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** A clock is about to run out: its holder is reminded (D10). */
@Reaction(DeadlineReminded, TellingStore)
export class OnDeadlineReminded extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof DeadlineReminded>, context: Context): Decision<Telling> {
    const owed = toHolder(event.data.holder, { letter: 'agency-reminder' });
    return this.tellOf(telling, (known) => known, event, owed, context);
  }
}
