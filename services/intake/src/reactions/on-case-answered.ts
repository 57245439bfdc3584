import { CaseAnswered, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { answered } from '../domain/moves.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** An answer waits for the complainant. */
@Reaction(CaseAnswered, CaseFileStore)
export class OnCaseAnswered implements Reacts<CaseFile, typeof CaseAnswered> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseAnswered>): Decision<CaseFile> {
    return followed(file, event, answered);
  }
}
