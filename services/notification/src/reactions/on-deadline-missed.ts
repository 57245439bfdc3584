import { DeadlineMissed, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { clockName, type Known, type Telling, toComplainant } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** Not answered in time: the complainant hears of the right to go to the Ombudsman (UU 25/2009). */
@Reaction(DeadlineMissed, TellingStore)
export class OnDeadlineMissed extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof DeadlineMissed>, context: Context): Decision<Telling> {
    // The agency hears of it by the escalation that every breach causes.
    const owed = event.data.clock === 'D4' ? [toComplainant({ letter: 'deadline-missed' })] : [];
    const late = (known: Known): Known => ({ ...known, late: [...known.late, clockName(event.data)] });
    return this.tellOf(telling, late, event, owed, context);
  }
}
