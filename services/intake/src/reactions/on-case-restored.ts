import { CaseRestored, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { restored } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** It was put away and is checked again. */
@Reaction(CaseRestored, CaseFileStore)
export class OnCaseRestored implements Reacts<CaseFile, typeof CaseRestored> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseRestored>): Decision<CaseFile> {
    return followed(file, event, restored);
  }
}
