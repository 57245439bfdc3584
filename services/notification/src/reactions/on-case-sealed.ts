import { CaseSealed, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** Only the inspectorate handles it from now on; the letter never says why, and of a secret one nothing. */
@Reaction(CaseSealed, TellingStore)
export class OnCaseSealed extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseSealed>, context: Context): Decision<Telling> {
    const { secret } = event.data;
    const known = (before: Telling['known']) => ({ ...moved(before, event.data), secret, pause: undefined });
    return this.tellOf(telling, known, event, [toComplainant({ letter: 'sealed' })], context);
  }
}
