import { DeadlineSet, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { clockSet } from '../domain/running-clocks.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** A clock runs: the complainant sees until when. */
@Reaction(DeadlineSet, CaseFileStore)
export class OnDeadlineSet implements Reacts<CaseFile, typeof DeadlineSet> {
  decide(file: CaseFile | undefined, event: EventOf<typeof DeadlineSet>): Decision<CaseFile> {
    return followed(file, event, clockSet);
  }
}
