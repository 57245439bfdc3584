import {
  type CaseFact,
  caseFacts,
  ComplaintLeftToDesk,
  type DataOf,
  type EventDeclaration,
  fact,
} from '@tuntas/events';
import { type Context, decided, type Decision, later, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import { answered, answerFor, type AskedComplaint, FIRST_ROUND } from '../domain/asked-complaint.js';
import { marked } from '../domain/marks.js';
import { ComplaintStore } from '../store/complaint.store.js';

/**
 * The case moved: remember its round, state and holder. A later round that begins is for a desk, never for a rule. What is
 * repeated for a merged complaint happened to its lead, which is asked for itself.
 */
export class OnCaseChanged {
  decide(known: AskedComplaint | undefined, event: CaseFact, { now }: Context): Decision<AskedComplaint> {
    const { state, round, holder, lead } = event.data;
    if (lead !== undefined) return unchanged;
    const before = known ?? firstSeen(event);
    if (!before) return later;
    const openedAt = before.case?.openedAt ?? now;
    const complaint = marked(before, event);
    const moved = { ...complaint, case: { state, round, holder, openedAt, toArbiter: isForArbiter(complaint, event) } };
    if (state !== 'SUBMITTED' || round === FIRST_ROUND || answerFor(moved, round)) return decided(moved);
    return leaveLaterRoundToDesk(moved, round, suggestionsOf(event), now);
  }
}

// TypeScript cannot see that a class that takes all of them takes each.
const each = OnCaseChanged as unknown as new () => Reacts<AskedComplaint, EventDeclaration>;
for (const event of caseFacts) Reaction<AskedComplaint, EventDeclaration>(event, ComplaintStore)(each);

/** The case was opened before the words arrived, or instead of them. */
function firstSeen({ type, subject, data }: CaseFact): AskedComplaint | undefined {
  if (type !== 'case.opened') return undefined;
  const { class: complaintClass, category, area, secret, possiblySupervisory } = data;
  const supervisory = possiblySupervisory || complaintClass === 'supervisory';
  return { complaintId: subject, secret, supervisory, class: complaintClass, category, area, answers: [] };
}

/** Until somebody is named; other moves in between change nothing in that. */
function isForArbiter({ case: before }: AskedComplaint, { type, data }: CaseFact): boolean {
  if (type === 'case.returned') return data.toArbiter;
  // The inspectorate is nobody's arbiter, and whoever has it after the inspectorate begins anew.
  if (type === 'case.sealed' || type === 'case.unsealed') return false;
  return type !== 'case.routed' && (before?.toArbiter ?? false);
}

type Suggestions = DataOf<typeof ComplaintLeftToDesk>['suggestions'];

/** Whoever returned it had to name another agency: the desk sees that, and nobody is routed to by it. */
function suggestionsOf({ type, data }: CaseFact): Suggestions {
  if (type !== 'case.returned') return [];
  return [{ agency: data.suggested, reasons: [{ kind: 'suggested-by-agency', agency: data.from }] }];
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
