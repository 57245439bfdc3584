import { CaseStarted, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** Somebody works on it, and wrote so to the complainant. */
@Reaction(CaseStarted, TellingStore)
export class OnCaseStarted extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseStarted>, context: Context): Decision<Telling> {
    const owed = [toComplainant({ letter: 'started' })];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
