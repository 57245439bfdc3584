import { CaseWithdrawn, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant, toHolder } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** It is over. The agency hears so, unless it goes on with the case that this one was merged into. */
@Reaction(CaseWithdrawn, TellingStore)
export class OnCaseWithdrawn extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseWithdrawn>, context: Context): Decision<Telling> {
    const { holder } = event.data;
    const goesOn = telling?.known.mergedInto !== undefined;
    const agency = goesOn ? [] : toHolder(holder, { letter: 'agency-withdrawn' });
    const known = (before: Telling['known']) => ({
      ...moved(before, event.data),
      mergedInto: undefined,
      pause: undefined,
    });
    return this.tellOf(telling, known, event, [toComplainant({ letter: 'withdrawn' }), ...agency], context);
  }
}
