import {
  CaseActRefused,
  CaseAnswered,
  CaseArchived,
  CaseAssigned,
  CaseClosed,
  CaseOpened,
  CasePostponed,
  CaseReopened,
  CaseResumed,
  CaseRouted,
  CaseStarted,
  ComplaintLeftToDesk,
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
  | typeof CaseAssigned
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
@Reaction(CaseAssigned, ComplaintStore)
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
    const moved = { ...complaint, case: { state, round, holder, openedAt: complaint.case?.openedAt ?? now } };
    if (state !== 'SUBMITTED' || round === FIRST_ROUND || answerFor(moved, round)) return decided(moved);
    return leaveLaterRoundToDesk(moved, round, now);
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

function leaveLaterRoundToDesk(complaint: AskedComplaint, round: number, now: Date): Decision<AskedComplaint> {
  const { category, area } = complaint;
  const left = { round, category, area, suggestions: [], reasons: [{ kind: 'later-round' as const }] };
  const answer = { ...left, supporting: [], class: complaint.class, answeredAt: now };
  return decided(answered(complaint, answer), fact(ComplaintLeftToDesk, left));
}
