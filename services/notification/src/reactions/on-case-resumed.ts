import { CaseResumed, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** It goes on: who completed it knows, and an officer's "not needed" is no news worth a letter. */
@Reaction(CaseResumed, TellingStore)
export class OnCaseResumed extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseResumed>, context: Context): Decision<Telling> {
    const known = (before: Telling['known']) => ({ ...moved(before, event.data), pause: undefined });
    return this.tellOf(telling, known, event, [], context);
  }
}
