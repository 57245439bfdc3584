import { CasePostponed, type EventOf } from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import { type CaseFile, postponed } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

/** Something is missing: the complainant can give it here. */
@Reaction(CasePostponed, CaseFileStore)
export class OnCasePostponed implements Reacts<CaseFile, typeof CasePostponed> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CasePostponed>): Decision<CaseFile> {
    return file ? decided(postponed(file, event)) : later;
  }
}
