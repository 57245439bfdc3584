import { CaseEscalated, DeadlineReminded, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { remembered } from '../domain/moves.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

type Press = typeof DeadlineReminded | typeof CaseEscalated;

/** The holder was reminded, or somebody higher was told: the complainant may see that the clock has teeth. */
@Reaction(DeadlineReminded, CaseFileStore)
@Reaction(CaseEscalated, CaseFileStore)
export class OnHolderPressed implements Reacts<CaseFile, Press> {
  decide(file: CaseFile | undefined, event: EventOf<Press>): Decision<CaseFile> {
    return followed(file, event, remembered);
  }
}
