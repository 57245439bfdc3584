import { CaseUnsealed, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** The national desk has it now. */
@Reaction(CaseUnsealed, TellingStore)
export class OnCaseUnsealed extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseUnsealed>, context: Context): Decision<Telling> {
    const owed = [toComplainant({ letter: 'unsealed' })];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
