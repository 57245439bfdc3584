import { CaseCorrected, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { leadOf, moved, type Telling } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** Letters to agencies say what it is about: from now on as corrected. That is no news worth a letter. */
@Reaction(CaseCorrected, TellingStore)
export class OnCaseCorrected extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseCorrected>, context: Context): Decision<Telling> {
    const { category, area } = event.data;
    // What was corrected about the lead says nothing about a complaint that was merged into it.
    const about = leadOf(event) === undefined ? { category, area } : {};
    return this.tellOf(telling, (known) => ({ ...moved(known, event.data), ...about }), event, [], context);
  }
}
