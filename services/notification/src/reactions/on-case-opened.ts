import { CaseOpened, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction } from '@tuntas/messaging';
import { knownAtTheDoor, moved, type Telling } from '../domain/telling.js';
import { TellingStore } from '../store/telling.store.js';
import { Teller } from './teller.js';

/** A case exists: nobody is written to, but the letters know now who has it and until when. */
@Reaction(CaseOpened, TellingStore)
export class OnCaseOpened extends Teller {
  decide(telling: Telling | undefined, event: EventOf<typeof CaseOpened>, context: Context): Decision<Telling> {
    const { data } = event;
    const known = telling?.known ?? knownAtTheDoor(data);
    return this.tell(telling, moved(known, data), event, [], context);
  }
}
