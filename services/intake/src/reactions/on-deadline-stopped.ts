import { DeadlineStopped, type EventOf } from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import { type CaseFile, clockStopped } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

/** A clock ended; that it was met is told by what ended it. */
@Reaction(DeadlineStopped, CaseFileStore)
export class OnDeadlineStopped implements Reacts<CaseFile, typeof DeadlineStopped> {
  decide(file: CaseFile | undefined, event: EventOf<typeof DeadlineStopped>): Decision<CaseFile> {
    return file ? decided(clockStopped(file, event.data)) : later;
  }
}
