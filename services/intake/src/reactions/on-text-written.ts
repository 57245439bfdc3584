import { type EventOf, TextWritten } from '@tuntas/events';
import { decided, type Decision, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import { RepliesStore, type Reply } from '../store/replies.store.js';

/** What an agency wrote to the complainant. What is for handlers only never gets into this door's database. */
@Reaction(TextWritten, RepliesStore)
export class OnTextWritten implements Reacts<readonly Reply[], typeof TextWritten> {
  decide(fresh: readonly Reply[] = [], { data, time }: EventOf<typeof TextWritten>): Decision<readonly Reply[]> {
    if (data.audience === 'handlers') return unchanged;
    const { textId, purpose, agency, words, gone = false } = data;
    return decided([...fresh, { textId, purpose, agency, words, gone, at: time.toISOString() }]);
  }
}
