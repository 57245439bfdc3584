import { CaseAnswered, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** An answer to accept or dispute: silence closes the case only after this letter was taken by the provider. */
@Reaction(CaseAnswered, TellingStore)
export class OnCaseAnswered extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseAnswered>, context: Context): Decision<Telling> {
    const { answerId, outcome, plannedOn } = event.data;
    const owed = [toComplainant({ letter: 'answered', outcome, plannedOn }, answerId)];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
