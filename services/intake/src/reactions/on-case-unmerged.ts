import { CaseUnmerged, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { unmerged } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** It goes on by itself again. */
@Reaction(CaseUnmerged, CaseFileStore)
export class OnCaseUnmerged implements Reacts<CaseFile, typeof CaseUnmerged> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseUnmerged>): Decision<CaseFile> {
    return followed(file, event, unmerged);
  }
}
