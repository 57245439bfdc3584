import { CaseAnswerProposed, CasePublished, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

type Quiet = EventOf<typeof CaseAnswerProposed | typeof CasePublished>;

/** An answer that is being checked is none yet, and a published copy is read where it is published: nobody is written to. */
@Reaction(CaseAnswerProposed, TellingStore)
@Reaction(CasePublished, TellingStore)
export class OnCaseQuiet extends Teller {
  decide(telling: Telling | undefined, event: Quiet, context: Context): Decision<Telling> {
    return this.tellOf(telling, (known) => moved(known, event.data), event, [], context);
  }
}
