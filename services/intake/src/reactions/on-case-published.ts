import { CasePublished, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { published } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** Anybody may read the masked copy from now on. */
@Reaction(CasePublished, CaseFileStore)
export class OnCasePublished implements Reacts<CaseFile, typeof CasePublished> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CasePublished>): Decision<CaseFile> {
    return followed(file, event, published);
  }
}
