import { DeadlineStopped, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { clockStopped } from '../domain/running-clocks.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** A clock ended; that it was met is told by what ended it. */
@Reaction(DeadlineStopped, CaseFileStore)
export class OnDeadlineStopped implements Reacts<CaseFile, typeof DeadlineStopped> {
  decide(file: CaseFile | undefined, event: EventOf<typeof DeadlineStopped>): Decision<CaseFile> {
    return followed(file, event, (known, { data }) => clockStopped(known, data));
  }
}
