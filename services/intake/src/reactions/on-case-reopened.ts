import { CaseReopened, type EventOf } from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import { type CaseFile, reopened } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

/** Work goes on; the answer before stays to be read. */
@Reaction(CaseReopened, CaseFileStore)
export class OnCaseReopened implements Reacts<CaseFile, typeof CaseReopened> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseReopened>): Decision<CaseFile> {
    return file ? decided(reopened(file, event)) : later;
  }
}
