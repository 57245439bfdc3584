import { DeadlineMissed, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { clockMissed } from '../domain/running-clocks.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** A clock ran out: the complainant sees that, too. */
@Reaction(DeadlineMissed, CaseFileStore)
export class OnDeadlineMissed implements Reacts<CaseFile, typeof DeadlineMissed> {
  decide(file: CaseFile | undefined, event: EventOf<typeof DeadlineMissed>): Decision<CaseFile> {
    return followed(file, event, clockMissed);
  }
}
