import { CaseSealed, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { sealed } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** The inspectorate alone handles it from now on. */
@Reaction(CaseSealed, CaseFileStore)
export class OnCaseSealed implements Reacts<CaseFile, typeof CaseSealed> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseSealed>): Decision<CaseFile> {
    return followed(file, event, sealed);
  }
}
