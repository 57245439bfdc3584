import { DeadlineMissed, type EventOf } from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import { type CaseFile, clockMissed } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

/** A clock ran out: the complainant sees that, too. */
@Reaction(DeadlineMissed, CaseFileStore)
export class OnDeadlineMissed implements Reacts<CaseFile, typeof DeadlineMissed> {
  decide(file: CaseFile | undefined, event: EventOf<typeof DeadlineMissed>): Decision<CaseFile> {
    return file ? decided(clockMissed(file, event)) : later;
  }
}
