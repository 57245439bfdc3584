import { CaseAnswerRejected, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toHolder } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** The answer was not good enough: whoever wrote it hears so. The complainant never heard of it. */
@Reaction(CaseAnswerRejected, TellingStore)
export class OnCaseAnswerRejected extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseAnswerRejected>, context: Context): Decision<Telling> {
    const owed = toHolder(event.data.holder, { letter: 'agency-answer-rejected' });
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
