import { CaseMoved, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant, toHolder } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** Its holder ended: the complainant hears who has it now, and a successor that is another agency that it is new there. */
@Reaction(CaseMoved, TellingStore)
export class OnCaseMoved extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseMoved>, context: Context): Decision<Telling> {
    const { holder, from } = event.data;
    const another = holder.body === 'agency' && (from.body !== 'agency' || from.agency !== holder.agency);
    const agency = another ? toHolder(holder, { letter: 'agency-new-complaint' }) : [];
    const owed = [toComplainant({ letter: 'moved' }), ...agency];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
