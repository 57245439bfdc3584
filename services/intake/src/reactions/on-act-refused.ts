import { CaseActRefused, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { actRefused } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** An act of the complainant came too late; it stays in the file, with why. */
@Reaction(CaseActRefused, CaseFileStore)
export class OnActRefused implements Reacts<CaseFile, typeof CaseActRefused> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseActRefused>): Decision<CaseFile> {
    return followed(file, event, actRefused);
  }
}
