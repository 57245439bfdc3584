import {
  CaseActRefused,
  CaseAnswered,
  CaseArchived,
  CaseAssigned,
  CaseClosed,
  CaseOpened,
  CasePostponed,
  CaseReassigned,
  CaseReopened,
  CaseResumed,
  CaseReturned,
  CaseRouted,
  CaseStarted,
  ComplaintLeftToDesk,
  type DataOf,
  type EventOf,
  fact,
  RoutingVoid,
} from '@tuntas/events';
import { type Context, decided, type Decision, later, Reaction } from '@tuntas/messaging';
import { answered, answerFor, type AskedComplaint, FIRST_ROUND } from '../domain/asked-complaint.js';
import { ComplaintStore } from '../store/complaint.store.js';

type CaseFact = EventOf<
  | typeof CaseOpened
  | typeof CaseRouted
  | typeof RoutingVoid
  | typeof CasePostponed
  | typeof CaseResumed
  | typeof CaseArchived
  | typeof CaseReturned
  | typeof CaseAssigned
  | typeof CaseReassigned
  | typeof CaseStarted
  | typeof CaseAnswered
  | typeof CaseClosed
  | typeof CaseReopened
  | typeof CaseActRefused
>;

/** The case moved: remember its round, state and holder. A later round that begins is for a desk, never for a rule. */
@Reaction(CaseOpened, ComplaintStore)
@Reaction(CaseRouted, ComplaintStore)
@Reaction(RoutingVoid, ComplaintStore)
@Reaction(CasePostponed, ComplaintStore)
@Reaction(CaseResumed, ComplaintStore)
@Reaction(CaseArchived, ComplaintStore)
@Reaction(CaseReturned, ComplaintStore)
@Reaction(CaseAssigned, ComplaintStore)
@Reaction(CaseReassigned, ComplaintStore)
@Reaction(CaseStarted, ComplaintStore)
@Reaction(CaseAnswered, ComplaintStore)
@Reaction(CaseClosed, ComplaintStore)
@Reaction(CaseReopened, ComplaintStore)
@Reaction(CaseActRefused, ComplaintStore)
export class OnCaseChanged {
  decide(known: AskedComplaint | undefined, event: CaseFact, { now }: Context): Decision<AskedComplaint> {
    const complaint = known ?? firstSeen(event);
    if (!complaint) return later;
    const { state, round, holder } = event.data;
    const openedAt = complaint.case?.openedAt ?? now;
    const moved = { ...complaint, case: { state, round, holder, openedAt, toArbiter: isForArbiter(complaint, event) } };
    if (state !== 'SUBMITTED' || round === FIRST_ROUND || answerFor(moved, round)) return decided(moved);
    return leaveLaterRoundToDesk(moved, round, suggestionsOf(event), now);
  }
}

/** The case was opened before the words arrived, or instead of them. */
function firstSeen({ type, subject, data }: CaseFact): AskedComplaint | undefined {
  if (type !== CaseOpened.type) return undefined;
  const {
    class: complaintClass,
    category,
    area,
    secret,
    possiblySupervisory,
  } = data as EventOf<typeof CaseOpened>['data'];
  const supervisory = possiblySupervisory || complaintClass === 'supervisory';
  return { complaintId: subject, secret, supervisory, class: complaintClass, category, area, answers: [] };
}

/** Until somebody is named; other moves in between change nothing in that. */
function isForArbiter({ case: before }: AskedComplaint, { type, data }: CaseFact): boolean {
  if (type === CaseReturned.type) return (data as EventOf<typeof CaseReturned>['data']).toArbiter;
  return type !== CaseRouted.type && (before?.toArbiter ?? false);
}

type Suggestions = DataOf<typeof ComplaintLeftToDesk>['suggestions'];

/** Whoever returned it had to name another agency: the desk sees that, and nobody is routed to by it. */
function suggestionsOf({ type, data }: CaseFact): Suggestions {
  if (type !== CaseReturned.type) return [];
  const { from, suggested } = data as EventOf<typeof CaseReturned>['data'];
  return [{ agency: suggested, reasons: [{ kind: 'suggested-by-agency', agency: from }] }];
}

function leaveLaterRoundToDesk(
  complaint: AskedComplaint,
  round: number,
  suggestions: Suggestions,
  now: Date,
): Decision<AskedComplaint> {
  const { category, area } = complaint;
  const left = { round, category, area, suggestions, reasons: [{ kind: 'later-round' as const }] };
  const answer = { ...left, supporting: [], class: complaint.class, answeredAt: now };
  return decided(answered(complaint, answer), fact(ComplaintLeftToDesk, left));
}
