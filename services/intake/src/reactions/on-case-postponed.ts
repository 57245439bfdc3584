import { CasePostponed, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { postponed } from '../domain/moves.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** Something is missing: the complainant can give it here. */
@Reaction(CasePostponed, CaseFileStore)
export class OnCasePostponed implements Reacts<CaseFile, typeof CasePostponed> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CasePostponed>): Decision<CaseFile> {
    return followed(file, event, postponed);
  }
}
