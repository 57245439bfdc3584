import { CaseUnsealed, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { unsealed } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** The inspectorate found nothing supervisory in it. */
@Reaction(CaseUnsealed, CaseFileStore)
export class OnCaseUnsealed implements Reacts<CaseFile, typeof CaseUnsealed> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseUnsealed>): Decision<CaseFile> {
    return followed(file, event, unsealed);
  }
}
