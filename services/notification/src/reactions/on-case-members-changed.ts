import { CaseMembersChanged, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { leadOf, moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** Who else told the same is nobody’s news. Only the first complainant, who withdrew, hears that – and then no more. */
@Reaction(CaseMembersChanged, TellingStore)
export class OnCaseMembersChanged extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseMembersChanged>, context: Context): Decision<Telling> {
    // Repeated, it is about the complainant of the lead, who is another.
    const left = event.data.change === 'lead-left' && leadOf(event) === undefined;
    const known = (before: Telling['known']) => ({ ...moved(before, event.data), ...(left && { left }) });
    return this.tellOf(telling, known, event, left ? [toComplainant({ letter: 'left' })] : [], context);
  }
}
