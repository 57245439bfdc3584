import { CaseUnmerged, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** It goes on by itself. */
@Reaction(CaseUnmerged, TellingStore)
export class OnCaseUnmerged extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseUnmerged>, context: Context): Decision<Telling> {
    const known = (before: Telling['known']) => ({ ...moved(before, event.data), mergedInto: undefined });
    return this.tellOf(telling, known, event, [toComplainant({ letter: 'unmerged' })], context);
  }
}
