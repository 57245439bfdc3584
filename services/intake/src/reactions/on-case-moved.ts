import {
  CaseAnswerProposed,
  CaseAnswerRejected,
  CaseArchived,
  CaseAssigned,
  CaseMoved,
  CaseReassigned,
  CaseResumed,
  CaseReturned,
  CaseStarted,
  CaseTextAdded,
  type EventOf,
} from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { moved } from '../domain/moves.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

type Move =
  | typeof CaseAssigned
  | typeof CaseReassigned
  | typeof CaseReturned
  | typeof CaseStarted
  | typeof CaseAnswerProposed
  | typeof CaseAnswerRejected
  | typeof CaseResumed
  | typeof CaseArchived
  | typeof CaseTextAdded
  | typeof CaseMoved;

/**
 * Facts that are the same to the complainant's file: it takes state and holder from them, and a line of the timeline. An
 * answer that was only proposed is one of them: what it says is nobody's here until somebody has checked it.
 */
@Reaction(CaseAssigned, CaseFileStore)
@Reaction(CaseReassigned, CaseFileStore)
@Reaction(CaseReturned, CaseFileStore)
@Reaction(CaseStarted, CaseFileStore)
@Reaction(CaseAnswerProposed, CaseFileStore)
@Reaction(CaseAnswerRejected, CaseFileStore)
@Reaction(CaseResumed, CaseFileStore)
@Reaction(CaseArchived, CaseFileStore)
@Reaction(CaseTextAdded, CaseFileStore)
@Reaction(CaseMoved, CaseFileStore)
export class OnCaseMoved implements Reacts<CaseFile, Move> {
  decide(file: CaseFile | undefined, event: EventOf<Move>): Decision<CaseFile> {
    return followed(file, event, moved);
  }
}
