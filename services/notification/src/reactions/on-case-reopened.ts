import { CaseReopened, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant, toHolder } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** Not solved: it is worked on again, and goes above the head of whoever answered. */
@Reaction(CaseReopened, TellingStore)
export class OnCaseReopened extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseReopened>, context: Context): Decision<Telling> {
    const { holder, broughtBefore: before } = event.data;
    const agency = before === undefined ? [] : toHolder(holder, { letter: 'agency-reopened', before });
    const owed = [toComplainant({ letter: 'reopened' }), ...agency];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
