import { CasePostponed, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** Something is missing: the complainant hears what, and until when. */
@Reaction(CasePostponed, TellingStore)
export class OnCasePostponed extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CasePostponed>, context: Context): Decision<Telling> {
    const { pauseId, missing } = event.data;
    const known = (before: Telling['known']) => ({ ...moved(before, event.data), pause: { pauseId, missing } });
    return this.tellOf(telling, known, event, [toComplainant({ letter: 'postponed', missing })], context);
  }
}
