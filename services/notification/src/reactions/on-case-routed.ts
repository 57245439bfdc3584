import { CaseRouted, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** An agency has it: the complainant hears who, the agency hears what. */
@Reaction(CaseRouted, TellingStore)
export class OnCaseRouted extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseRouted>, context: Context): Decision<Telling> {
    const { agency, category, area } = event.data;
    const owed = [
      toComplainant({ letter: 'routed' }),
      { recipient: 'agency' as const, agency, news: { letter: 'agency-new-complaint' as const } },
    ];
    return this.tellOf(telling, (known) => ({ ...moved(known, event.data), category, area }), event, owed, context);
  }
}
