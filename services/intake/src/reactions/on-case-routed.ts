import { CaseRouted, type EventOf } from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import { type CaseFile, routed } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

/** An agency holds it; category and area are now as routing understood them. */
@Reaction(CaseRouted, CaseFileStore)
export class OnCaseRouted implements Reacts<CaseFile, typeof CaseRouted> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseRouted>): Decision<CaseFile> {
    return file ? decided(routed(file, event)) : later;
  }
}
