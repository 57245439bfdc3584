import { DeadlineReminded, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { type Owed, type Telling, toComplainant, toHolder } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** A clock is about to run out: its holder is reminded (D10); of D5 the complainant is, once, before T5 archives. */
@Reaction(DeadlineReminded, TellingStore)
export class OnDeadlineReminded extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof DeadlineReminded>, context: Context): Decision<Telling> {
    const owed = owedBy(telling, event.data);
    return this.tellOf(telling, (known) => known, event, owed, context);
  }
}

function owedBy(
  telling: Telling | undefined,
  { clock, reminder, holder }: EventOf<typeof DeadlineReminded>['data'],
): readonly Owed[] {
  if (clock !== 'D5') return toHolder(holder, { letter: 'agency-reminder' });
  const { pause } = telling?.known ?? {};
  return reminder === 'before-archiving' && pause ? [toComplainant({ letter: 'archiving-warning', ...pause })] : [];
}
