import { CaseEscalated, DeadlineReminded, type EventOf } from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import { type CaseFile, remembered } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

type Press = typeof DeadlineReminded | typeof CaseEscalated;

/** The holder was reminded, or somebody higher was told: the complainant may see that the clock has teeth. */
@Reaction(DeadlineReminded, CaseFileStore)
@Reaction(CaseEscalated, CaseFileStore)
export class OnHolderPressed implements Reacts<CaseFile, Press> {
  decide(file: CaseFile | undefined, event: EventOf<Press>): Decision<CaseFile> {
    return file ? decided(remembered(file, event)) : later;
  }
}
