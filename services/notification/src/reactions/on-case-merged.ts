import { CaseMerged, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** It is handled with a similar one; what happens to that is told to this complainant too. */
@Reaction(CaseMerged, TellingStore)
export class OnCaseMerged extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseMerged>, context: Context): Decision<Telling> {
    const { into } = event.data;
    const known = (before: Telling['known']) => ({ ...moved(before, event.data), mergedInto: into });
    return this.tellOf(telling, known, event, [toComplainant({ letter: 'merged' })], context);
  }
}
