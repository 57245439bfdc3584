import { CasePromiseKept, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { promiseKept } from '../domain/moves.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** What the answer had promised was done. */
@Reaction(CasePromiseKept, CaseFileStore)
export class OnPromiseKept implements Reacts<CaseFile, typeof CasePromiseKept> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CasePromiseKept>): Decision<CaseFile> {
    return followed(file, event, promiseKept);
  }
}
