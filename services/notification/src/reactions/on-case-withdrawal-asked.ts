import { CaseWithdrawalAsked, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { leadOf, moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** The inspectorate decides, and sees its own queue; the complainant hears until when. */
@Reaction(CaseWithdrawalAsked, TellingStore)
export class OnCaseWithdrawalAsked extends Teller {
  decide(
    telling: Telling | undefined,
    event: EventOf<typeof CaseWithdrawalAsked>,
    context: Context,
  ): Decision<Telling> {
    const decidedBy = event.data.clocks.find(({ clock }) => clock === 'D13')?.dueOn;
    // Repeated, it is the wish of another complainant.
    const owed = leadOf(event) === undefined ? [toComplainant({ letter: 'withdrawal-asked', decidedBy })] : [];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
