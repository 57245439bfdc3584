import { CaseTextAdded, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** An officer wrote to the complainant. What is for handlers, or by the complainant, is read at the desk. */
@Reaction(CaseTextAdded, TellingStore)
export class OnCaseTextAdded extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseTextAdded>, context: Context): Decision<Telling> {
    const { audience, by } = event.data;
    const wrote = audience === 'complainant' && by !== 'complainant';
    const owed = wrote ? [toComplainant({ letter: 'wrote' })] : [];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
