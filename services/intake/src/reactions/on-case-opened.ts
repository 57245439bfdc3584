import { CaseOpened, type EventOf } from '@tuntas/events';
import { decided, type Decision, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { opened } from '../domain/moves.js';
import { CaseFileStore } from '../store/case-file.store.js';

/** The case exists: from now on the complainant sees what follow-up says. */
@Reaction(CaseOpened, CaseFileStore)
export class OnCaseOpened implements Reacts<CaseFile, typeof CaseOpened> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseOpened>): Decision<CaseFile> {
    const isOpened = file !== undefined && file.version > 0;
    return isOpened ? unchanged : decided(opened(file, event));
  }
}
