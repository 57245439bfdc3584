import { CaseWithdrawalRefused, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { leadOf, moved, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** It goes on: by decision, or because nobody decided in time (D13). */
@Reaction(CaseWithdrawalRefused, TellingStore)
export class OnCaseWithdrawalRefused extends Teller {
  decide(
    telling: Telling | undefined,
    event: EventOf<typeof CaseWithdrawalRefused>,
    context: Context,
  ): Decision<Telling> {
    const by = event.data.by === 'clock' ? 'clock' : 'inspectorate';
    const owed = leadOf(event) === undefined ? [toComplainant({ letter: 'withdrawal-refused', by })] : [];
    return this.tellOf(telling, (known) => moved(known, event.data), event, owed, context);
  }
}
