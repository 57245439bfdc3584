import { CaseUrgencySet, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toHolder } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** Danger to life or limb: the duty post is called at once (D1u). A desk sees it at the head of its queue. */
@Reaction(CaseUrgencySet, TellingStore)
export class OnCaseUrgencySet extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseUrgencySet>, context: Context): Decision<Telling> {
    const { urgent, holder } = event.data;
    const owed = urgent ? toHolder(holder, { letter: 'agency-urgent' }) : [];
    return this.tellOf(telling, (known) => ({ ...moved(known, event.data), urgent }), event, owed, context);
  }
}
