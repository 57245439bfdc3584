import { CaseClosed, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { closed } from '../domain/moves.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** It is over. */
@Reaction(CaseClosed, CaseFileStore)
export class OnCaseClosed implements Reacts<CaseFile, typeof CaseClosed> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseClosed>): Decision<CaseFile> {
    return followed(file, event, closed);
  }
}
