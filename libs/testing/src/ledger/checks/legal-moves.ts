/**
 * domain.md §2, written down a second time on purpose: a checker that read follow-up's own table would agree with
 * whatever stands there.
 */
import type { CaseState } from '@tuntas/events';

type Pair = readonly [from: CaseState, to: CaseState];

const toHandle: readonly CaseState[] = ['SUBMITTED', 'ROUTED', 'ASSIGNED'];
const open: readonly CaseState[] = [...toHandle, 'POSTPONED', 'IN_PROGRESS', 'PENDING_VALIDATION', 'ANSWERED'];
const unmerged: readonly CaseState[] = [...open, 'CLOSED', 'ARCHIVED', 'WITHDRAWN'];

const each = (from: readonly CaseState[], to: CaseState): Pair[] => from.map((state) => [state, to]);

/** What changes the state: every pair that a fact may lead from and to. */
export const legalPairs: Readonly<Record<string, readonly Pair[]>> = {
  'case.routed': [['SUBMITTED', 'ROUTED']],
  'case.postponed': each(toHandle, 'POSTPONED'),
  'case.resumed': toHandle.map((state) => ['POSTPONED', state]),
  'case.archived': each(['POSTPONED', ...toHandle], 'ARCHIVED'),
  'case.restored': [['ARCHIVED', 'SUBMITTED']],
  'case.assigned': [['ROUTED', 'ASSIGNED']],
  'case.returned': each(['ROUTED', 'ASSIGNED', 'IN_PROGRESS'], 'SUBMITTED'),
  'case.reassigned': [
    ['ASSIGNED', 'ROUTED'],
    ['IN_PROGRESS', 'ROUTED'],
    ['ASSIGNED', 'ASSIGNED'],
    ['IN_PROGRESS', 'ASSIGNED'],
  ],
  'case.started': [['ASSIGNED', 'IN_PROGRESS']],
  'case.answer-proposed': [['IN_PROGRESS', 'PENDING_VALIDATION']],
  'case.answer-rejected': [['PENDING_VALIDATION', 'IN_PROGRESS']],
  'case.answered': each(['IN_PROGRESS', 'PENDING_VALIDATION'], 'ANSWERED'),
  'case.closed': [['ANSWERED', 'CLOSED']],
  'case.reopened': each(['ANSWERED', 'CLOSED'], 'IN_PROGRESS'),
  'case.merged': each(toHandle, 'MERGED'),
  'case.unmerged': toHandle.map((state) => ['MERGED', state]),
  // Whoever withdraws a merged complaint leaves the lead.
  'case.withdrawn': each([...open, 'MERGED'], 'WITHDRAWN'),
  'case.sealed': each(open, 'SUBMITTED'),
  'case.unsealed': [['SUBMITTED', 'SUBMITTED']],
};

/** What changes the case but not its state, and in which states it may happen. */
export const legalInPlace: Readonly<Record<string, readonly CaseState[]>> = {
  'case.members-changed': unmerged,
  'case.withdrawal-asked': open,
  'case.withdrawal-refused': open,
  'case.corrected': unmerged,
  // The complainant of a merged complaint goes on writing in the own file.
  'case.text-added': [...unmerged, 'MERGED'],
  'case.published': unmerged,
  'case.urgency-set': open,
  'case.moved': [...unmerged, 'MERGED'],
  'case.promise-kept': unmerged,
  'deadline.extended': open,
};

/** What crossed another move on its way. */
export const changesNothing: ReadonlySet<string> = new Set(['case.routing-void', 'case.act-refused']);
