import { DeadlineSet, type EventOf } from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import { type CaseFile, clockSet } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

/** A clock runs: the complainant sees until when. */
@Reaction(DeadlineSet, CaseFileStore)
export class OnDeadlineSet implements Reacts<CaseFile, typeof DeadlineSet> {
  decide(file: CaseFile | undefined, event: EventOf<typeof DeadlineSet>): Decision<CaseFile> {
    return file ? decided(clockSet(file, event)) : later;
  }
}
