import {
  CaseAnswered,
  CaseAnswerProposed,
  CaseAnswerRejected,
  CaseArchived,
  CaseAssigned,
  CaseClosed,
  CaseCorrected,
  CaseMembersChanged,
  CaseMerged,
  CaseMoved,
  CaseOpened,
  CasePostponed,
  CasePromiseKept,
  CasePublished,
  CaseReassigned,
  CaseReopened,
  CaseRestored,
  CaseResumed,
  CaseReturned,
  CaseRouted,
  CaseSealed,
  type CaseState,
  CaseStarted,
  CaseTextAdded,
  CaseUnmerged,
  CaseUnsealed,
  CaseUrgencySet,
  CaseWithdrawalAsked,
  CaseWithdrawalRefused,
  CaseWithdrawn,
  DeadlineExtended,
  type EventDeclaration,
} from '@tuntas/events';
import type { Actor } from './case.js';
import { openStates, type RunningClock } from './clock-rules.js';

export interface Move<D extends EventDeclaration = EventDeclaration> {
  /** Its number in domain.md §2. */
  readonly rule: string;
  /** No state: there is no case yet. */
  readonly from: readonly CaseState[];
  /** `where it was`: before it was postponed or merged. `where it is`: no change of state, and no round begins. */
  readonly to: CaseState | 'where it was' | 'where it is';
  readonly by: readonly Actor[];
  /** Who has the case after it. */
  readonly holder:
    'stays' | 'desk' | 'inspectorate desk' | 'national desk' | 'agency' | 'unit' | 'successor' | 'before';
  /** What has to be true besides, for people to read; the command that makes the move checks it. */
  readonly needs: string;
  readonly fact: D;
  /** Clocks that start with it, where they belong to the state after it; those that do not belong to the new state end by themselves (clocks.ts). */
  readonly starts?: readonly RunningClock[];
  /** Clocks that start with it only the first time: the citizen's clock never restarts. */
  readonly startsOnce?: readonly RunningClock[];
  /** Clocks that end with it although the state may still be theirs. */
  readonly ends?: readonly RunningClock[];
  /** Who makes it need not hold the case: it is about what the holder did, or the case is nobody's to work on any more. */
  readonly anyHolder?: true;
}

const desks = ['national-desk', 'inspectorate'] as const;
const unrouted = ['SUBMITTED', 'ROUTED', 'ASSIGNED'] as const;
const validators = ['validator', 'coordinator', 'national-desk'] as const;

/** Every move there is, on one screen (domain.md §2). A pair of state and move that is not here is refused. */
// prettier-ignore
export const moves = {
  open:        { rule: 'T1',  from: [],                to: 'SUBMITTED',    by: ['intake'],      holder: 'desk',   fact: CaseOpened,    starts: ['D1', 'D1u'], needs: 'reference and receipt were given' },
  route:       { rule: 'T2, T6', from: ['SUBMITTED'],  to: 'ROUTED',       by: ['routing'],     holder: 'agency', fact: CaseRouted,    starts: ['D2', 'D3'], startsOnce: ['D4'], needs: 'answers the round the case is in; by a person when secret or possibly supervisory' },
  postpone:    { rule: 'T3',  from: unrouted,          to: 'POSTPONED',    by: [...desks, 'coordinator'], holder: 'stays', fact: CasePostponed, starts: ['D5'], needs: 'a list of what is missing, and words' },
  resume:      { rule: 'T4',  from: ['POSTPONED'],     to: 'where it was', by: ['complainant', ...desks, 'coordinator'], holder: 'stays', fact: CaseResumed, starts: ['D1', 'D2'], needs: 'names the pause that stands' },
  archiveIncomplete: { rule: 'T5', from: ['POSTPONED'], to: 'ARCHIVED',    by: ['clock'],       holder: 'stays',  fact: CaseArchived,  needs: 'D5 is over and a notice was delivered two working days before' },
  assign:      { rule: 'T7',  from: ['ROUTED'],        to: 'ASSIGNED',     by: ['coordinator'], holder: 'unit',   fact: CaseAssigned,  needs: 'the unit is the agency’s, active, has a liaison officer, and is not accused' },
  return:      { rule: 'T8',  from: ['ROUTED', 'ASSIGNED', 'IN_PROGRESS'], to: 'SUBMITTED', by: ['coordinator'], holder: 'desk', fact: CaseReturned, starts: ['D1'], needs: 'a reason and another agency; counted; the third, or to a former holder, is the arbiter’s, whose choice binds' },
  start:       { rule: 'T9',  from: ['ASSIGNED'],      to: 'IN_PROGRESS',  by: ['liaison', 'coordinator'], holder: 'stays', fact: CaseStarted, needs: 'a text that the complainant can read' },
  propose:     { rule: 'T10', from: ['IN_PROGRESS'],   to: 'PENDING_VALIDATION', by: ['liaison', 'coordinator'], holder: 'stays', fact: CaseAnswerProposed, needs: 'as T10’s answer, where the agency has two-step approval on' },
  answer:      { rule: 'T10', from: ['IN_PROGRESS'],   to: 'ANSWERED',     by: ['liaison', 'coordinator'], holder: 'stays', fact: CaseAnswered, starts: ['D6', 'D8'], needs: 'an outcome: planned with a date to come, refused with the legal reason, evidence where the category asks for it' },
  approve:     { rule: 'T11', from: ['PENDING_VALIDATION'], to: 'ANSWERED', by: validators,     holder: 'stays',  fact: CaseAnswered, starts: ['D6', 'D8'], anyHolder: true, needs: 'neither the author nor of the author’s unit' },
  reject:      { rule: 'T11', from: ['PENDING_VALIDATION'], to: 'IN_PROGRESS', by: validators,  holder: 'stays',  fact: CaseAnswerRejected, anyHolder: true, needs: 'as approving, and a reason' },
  accept:      { rule: 'T12', from: ['ANSWERED'],      to: 'CLOSED',       by: ['complainant'], holder: 'stays',  fact: CaseClosed,    needs: 'names the answer that stands; of a merged case, all have accepted' },
  closeSilent: { rule: 'T12', from: ['ANSWERED'],      to: 'CLOSED',       by: ['clock'],       holder: 'stays',  fact: CaseClosed,    needs: 'D6 is over and a notice was delivered' },
  dispute:     { rule: 'T13', from: ['ANSWERED'],      to: 'IN_PROGRESS',  by: ['complainant'], holder: 'stays',  fact: CaseReopened,  starts: ['D7'], needs: 'names the answer that stands; goes above the head of who answered' },
  reopen:      { rule: 'T14', from: ['CLOSED'],        to: 'IN_PROGRESS',  by: ['complainant'], holder: 'stays',  fact: CaseReopened,  starts: ['D7'], needs: 'names the answer that stands, inside the window; the second time one officer higher' },
  oversightReopen: { rule: 'T14', from: ['CLOSED'],    to: 'IN_PROGRESS',  by: ['oversight'],   holder: 'stays',  fact: CaseReopened,  starts: ['D7'], anyHolder: true, needs: 'a reason; at any time' },
  archive:     { rule: 'T15', from: unrouted,          to: 'ARCHIVED',     by: [...desks, 'coordinator'], holder: 'stays', fact: CaseArchived, needs: 'unclear, spam, too general, not a public service or unlawful content; and words. “Not our authority” does not exist' },
  appeal:      { rule: 'T16', from: ['ARCHIVED'],      to: 'SUBMITTED',    by: ['complainant'], holder: 'desk',   fact: CaseRestored,  starts: ['D1'], needs: 'once' },
  restore:     { rule: 'T16', from: ['ARCHIVED'],      to: 'SUBMITTED',    by: desks,           holder: 'desk',   fact: CaseRestored,  starts: ['D1'], anyHolder: true, needs: 'of a supervisory one, the inspectorate' },
  merge:       { rule: 'T17', from: unrouted,          to: 'MERGED',       by: [...desks, 'coordinator'], holder: 'stays', fact: CaseMerged, needs: 'into an open, unmerged case that the officer sees; itself without members' },
  unmerge:     { rule: 'T17', from: ['MERGED'],        to: 'where it was', by: [...desks, 'coordinator'], holder: 'before', fact: CaseUnmerged, needs: 'state and clocks as if never merged' },
  changeMembers: { rule: 'T17', from: [...openStates, 'CLOSED', 'ARCHIVED'], to: 'where it is', by: [...desks, 'coordinator', 'complainant'], holder: 'stays', fact: CaseMembersChanged, needs: 'the other side of merging, leaving and accepting; joining only while it is open' },
  withdraw:    { rule: 'T18', from: [...openStates, 'MERGED'], to: 'WITHDRAWN', by: ['complainant'], holder: 'stays', fact: CaseWithdrawn, needs: 'not supervisory, and nobody else told the same' },
  askWithdrawal: { rule: 'T18', from: openStates,      to: 'where it is',  by: ['complainant'], holder: 'stays',  fact: CaseWithdrawalAsked, starts: ['D13'], needs: 'supervisory' },
  allowWithdrawal: { rule: 'T18', from: openStates,    to: 'WITHDRAWN',    by: desks,           holder: 'stays',  fact: CaseWithdrawn, anyHolder: true, needs: 'the complainant asked for it' },
  refuseWithdrawal: { rule: 'T18', from: openStates,   to: 'where it is',  by: desks,           holder: 'stays',  fact: CaseWithdrawalRefused, ends: ['D13'], anyHolder: true, needs: 'the complainant asked for it; and words' },
  keepRunning: { rule: 'T18', from: openStates,        to: 'where it is',  by: ['clock'],       holder: 'stays',  fact: CaseWithdrawalRefused, ends: ['D13'], needs: 'D13 is over' },
  extend:      { rule: 'T19', from: ['ROUTED', 'ASSIGNED', 'IN_PROGRESS', 'PENDING_VALIDATION'], to: 'where it is', by: ['coordinator'], holder: 'stays', fact: DeadlineExtended, needs: 'once, before the breach of D4, at most half of it, and a reason for the complainant (D9)' },
  keepPromise: { rule: 'T19', from: ['ANSWERED', 'CLOSED'], to: 'where it is', by: ['liaison', 'coordinator'], holder: 'stays', fact: CasePromiseKept, ends: ['D8'], needs: 'the answer promised an action; and words (D8)' },
  reassign:    { rule: 'T20', from: ['ASSIGNED', 'IN_PROGRESS'], to: 'ASSIGNED', by: ['coordinator'], holder: 'unit', fact: CaseReassigned, needs: 'another unit that T7 allows; no return is counted' },
  giveBack:    { rule: 'T20', from: ['ASSIGNED', 'IN_PROGRESS'], to: 'ROUTED', by: ['liaison', 'coordinator'], holder: 'agency', fact: CaseReassigned, starts: ['D2'], needs: 'to the own coordinator; no return is counted' },
  correct:     { rule: 'T21', from: openStates,        to: 'where it is',  by: [...desks, 'coordinator'], holder: 'stays', fact: CaseCorrected, needs: 'class, category, area, title or supporting agencies; the original never changes; supervisory is T22' },
  addText:     { rule: 'T21', from: openStates,        to: 'where it is',  by: [...desks, 'coordinator', 'liaison', 'complainant'], holder: 'stays', fact: CaseTextAdded, needs: 'to the complainant, or a note for handlers' },
  publish:     { rule: 'T21', from: ['ROUTED', 'ASSIGNED', 'IN_PROGRESS', 'PENDING_VALIDATION', 'ANSWERED', 'CLOSED'], to: 'where it is', by: ['coordinator'], holder: 'stays', fact: CasePublished, needs: 'a masked copy; neither secret nor supervisory' },
  setUrgency:  { rule: 'T21', from: openStates,        to: 'where it is',  by: [...desks, 'coordinator', 'liaison'], holder: 'stays', fact: CaseUrgencySet, starts: ['D1u'], needs: 'the mark changes' },
  seal:        { rule: 'T22', from: openStates,        to: 'SUBMITTED',    by: ['national-desk', 'coordinator'], holder: 'inspectorate desk', fact: CaseSealed, starts: ['D1'], needs: 'a reason for handlers; not counted as a return; copies of the old holder are removed' },
  makeSecret:  { rule: 'T22', from: ['SUBMITTED', 'POSTPONED'], to: 'SUBMITTED', by: ['complainant'], holder: 'inspectorate desk', fact: CaseSealed, starts: ['D1'], needs: 'it was never routed' },
  unseal:      { rule: 'T22', from: ['SUBMITTED'],     to: 'SUBMITTED',    by: ['inspectorate'], holder: 'national desk', fact: CaseUnsealed, starts: ['D1'], needs: 'a reason for handlers; a secret one stays' },
  succeed:     { rule: 'T23', from: [...openStates, 'CLOSED', 'MERGED'], to: 'where it is', by: ['organisation'], holder: 'successor', fact: CaseMoved, needs: 'the holder’s agency or unit ended; round and clocks unchanged; of a closed one, whoever has to keep its promise' },
} as const satisfies Record<string, Move>;
export type MoveName = keyof typeof moves;
export const moveNames = Object.keys(moves) as readonly MoveName[];
