import { CaseWithdrawn, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { withdrawn } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** Nobody works on it any more, as its complainant wished. */
@Reaction(CaseWithdrawn, CaseFileStore)
export class OnCaseWithdrawn implements Reacts<CaseFile, typeof CaseWithdrawn> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseWithdrawn>): Decision<CaseFile> {
    return followed(file, event, withdrawn);
  }
}
