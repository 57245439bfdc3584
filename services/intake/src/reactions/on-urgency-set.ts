import { CaseUrgencySet, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { urgencySet } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** Marked as urgent, or not any more. */
@Reaction(CaseUrgencySet, CaseFileStore)
export class OnUrgencySet implements Reacts<CaseFile, typeof CaseUrgencySet> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseUrgencySet>): Decision<CaseFile> {
    return followed(file, event, urgencySet);
  }
}
