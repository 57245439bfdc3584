import { CaseReopened, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { reopened } from '../domain/moves.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** Work goes on; the answer before stays to be read. */
@Reaction(CaseReopened, CaseFileStore)
export class OnCaseReopened implements Reacts<CaseFile, typeof CaseReopened> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseReopened>): Decision<CaseFile> {
    return followed(file, event, reopened);
  }
}
