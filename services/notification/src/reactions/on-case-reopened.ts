import { CaseReopened, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** The complainant said “belum”: it is worked on again. */
@Reaction(CaseReopened, TellingStore)
export class OnCaseReopened extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseReopened>, context: Context): Decision<Telling> {
    const owed = [toComplainant({ letter: 'reopened' })];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
