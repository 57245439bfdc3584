import { CaseCorrected, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { corrected } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** An officer corrected what the complaint is; the original stays. */
@Reaction(CaseCorrected, CaseFileStore)
export class OnCaseCorrected implements Reacts<CaseFile, typeof CaseCorrected> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseCorrected>): Decision<CaseFile> {
    return followed(file, event, corrected);
  }
}
