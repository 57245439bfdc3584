import {
  CaseActRefused,
  CaseArchived,
  CaseAssigned,
  CaseReassigned,
  CaseResumed,
  CaseReturned,
  CaseStarted,
  type EventOf,
} from '@tuntas/events';
import { decided, type Decision, later, Reaction, type Reacts } from '@tuntas/messaging';
import { type CaseFile, moved } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

type Move =
  | typeof CaseAssigned
  | typeof CaseReassigned
  | typeof CaseReturned
  | typeof CaseStarted
  | typeof CaseResumed
  | typeof CaseArchived
  | typeof CaseActRefused;

/** Facts that are the same to the complainant's file: it takes state and holder from them, and a line of the timeline. */
@Reaction(CaseAssigned, CaseFileStore)
@Reaction(CaseReassigned, CaseFileStore)
@Reaction(CaseReturned, CaseFileStore)
@Reaction(CaseStarted, CaseFileStore)
@Reaction(CaseResumed, CaseFileStore)
@Reaction(CaseArchived, CaseFileStore)
@Reaction(CaseActRefused, CaseFileStore)
export class OnCaseMoved implements Reacts<CaseFile, Move> {
  decide(file: CaseFile | undefined, event: EventOf<Move>): Decision<CaseFile> {
    return file ? decided(moved(file, event)) : later;
  }
}
