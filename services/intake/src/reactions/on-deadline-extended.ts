import { DeadlineExtended, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { clockExtended } from '../domain/running-clocks.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** The agency took more time; the complainant reads why. */
@Reaction(DeadlineExtended, CaseFileStore)
export class OnDeadlineExtended implements Reacts<CaseFile, typeof DeadlineExtended> {
  decide(file: CaseFile | undefined, event: EventOf<typeof DeadlineExtended>): Decision<CaseFile> {
    return followed(file, event, clockExtended);
  }
}
