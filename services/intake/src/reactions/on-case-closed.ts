import { CaseClosed, type EventOf } from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import { type CaseFile, closed } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

/** It is over. */
@Reaction(CaseClosed, CaseFileStore)
export class OnCaseClosed implements Reacts<CaseFile, typeof CaseClosed> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseClosed>): Decision<CaseFile> {
    return file ? decided(closed(file, event)) : later;
  }
}
