import { CaseEscalated, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { type Telling, toHolder } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** A breach goes above the head of whoever missed it: a letter to the agency for the attention of that officer. */
@Reaction(CaseEscalated, TellingStore)
export class OnCaseEscalated extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseEscalated>, context: Context): Decision<Telling> {
    const owed = telling ? toHolder(telling.known.holder, { letter: 'escalation', to: event.data.to }) : [];
    return this.tellOf(telling, (known) => known, event, owed, context);
  }
}
