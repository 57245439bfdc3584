import { CaseArchived, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** It was put away: the complainant hears why. */
@Reaction(CaseArchived, TellingStore)
export class OnCaseArchived extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseArchived>, context: Context): Decision<Telling> {
    const owed = [toComplainant({ letter: 'archived', reason: event.data.reason })];
    const known = (before: Telling['known']) => ({ ...moved(before, event.data), pause: undefined });
    return this.tellOf(telling, known, event, owed, context);
  }
}
