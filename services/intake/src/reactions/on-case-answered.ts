import { CaseAnswered, type EventOf } from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import { type CaseFile, answered } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

/** An answer waits for the complainant. */
@Reaction(CaseAnswered, CaseFileStore)
export class OnCaseAnswered implements Reacts<CaseFile, typeof CaseAnswered> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseAnswered>): Decision<CaseFile> {
    return file ? decided(answered(file, event)) : later;
  }
}
