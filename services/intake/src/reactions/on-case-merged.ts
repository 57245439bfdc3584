import { CaseMerged, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { merged } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** It is handled together with another complaint from now on. */
@Reaction(CaseMerged, CaseFileStore)
export class OnCaseMerged implements Reacts<CaseFile, typeof CaseMerged> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseMerged>): Decision<CaseFile> {
    return followed(file, event, merged);
  }
}
