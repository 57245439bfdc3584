import { type Actor, type Case, isSupervisory, type LetterBetween, type Member, nothingPending } from './case.js';
import { openStates } from './clock-rules.js';
import type { Ticked } from './clocks.js';
import { apply, isNotLegal } from './lifecycle.js';
import { moves } from './moves.js';
import type { Settings } from './settings.js';

/** Each later fact costs a row a member; who merges more has a campaign, not a complaint. */
const MOST_MEMBERS = 500;

/** Why this case cannot be merged into that one; a code of libs/wording. */
export function cannotLead(lead: Case, member: Case): string | undefined {
  if (lead.complaintId === member.complaintId) return 'merge-with-itself';
  if (lead.merged) return 'merge-target-merged';
  if (!(openStates as readonly string[]).includes(lead.state)) return 'merge-target-closed';
  if (lead.members.length >= MOST_MEMBERS) return 'merge-full';
  return isConfidential(member) && !isHeldAlike(member, lead) ? 'merge-discloses' : undefined;
}

const isConfidential = (kase: Case): boolean =>
  kase.secret || isSupervisory(kase) || kase.holder.body === 'inspectorate-desk';

/**
 * A merged case is held by whoever holds its lead. What only the inspectorate may show somebody (T6, with whom it accuses)
 * must not come to another body on that way.
 */
const isHeldAlike = ({ holder: one }: Case, { holder: other }: Case): boolean =>
  one.body === other.body && (one.body !== 'agency' || other.body !== 'agency' || one.agency === other.agency);

/** What one member's act changes at the lead, besides the state. */
interface MembersChange {
  readonly change: 'joined' | 'left' | 'accepted' | 'lead-left';
  /** The member, or the lead itself. */
  readonly member: string;
  readonly members: readonly Member[];
  readonly marks?: Partial<Pick<Case, 'complainantLeft' | 'accepted'>>;
  /** Of who accepted. */
  readonly rating?: number | undefined;
  readonly by: Actor;
}

/**
 * T17 as the lead sees it, with what follows: it is closed once all have accepted the answer that stands, and withdrawn
 * once nobody is left. A case that is over loses members, too, so that it never waits for them when it is opened again.
 */
export function membersChanged(
  lead: Case,
  { change, member, members, marks, rating, by }: MembersChange,
  now: Date,
  settings: Settings,
): Ticked {
  const says = { change, member, members: members.length, ...(rating !== undefined && { rating }) };
  const changed = apply(moves.changeMembers, lead, { by, changes: { ...marks, members }, says }, now, settings);
  if (isNotLegal(changed)) return { kase: lead, facts: [] };
  return change === 'joined' ? changed : settled(changed, now, settings);
}

/** Once nobody is left the case is withdrawn, as its own complainant wished; once all accepted it is closed. */
function settled(changed: Ticked, now: Date, settings: Settings): Ticked {
  const { kase } = changed;
  if (!kase.complainantLeft || kase.members.length > 0) return closedWhenAllAccepted(changed, now, settings);
  const withdrawn = isSupervisory(kase)
    ? apply(moves.askWithdrawal, kase, { by: 'complainant', says: {} }, now, settings)
    : apply(
        moves.withdraw,
        kase,
        { by: 'complainant', changes: nothingPending, says: { by: 'complainant' } },
        now,
        settings,
      );
  return isNotLegal(withdrawn) ? changed : { kase: withdrawn.kase, facts: [...changed.facts, ...withdrawn.facts] };
}

function closedWhenAllAccepted({ kase, facts }: Ticked, now: Date, settings: Settings): Ticked {
  const { answerId, members, complainantLeft, accepted } = kase;
  const own = complainantLeft || accepted === answerId;
  const all = members.every((one) => one.accepted === answerId);
  if (kase.state !== 'ANSWERED' || answerId === undefined || !own || !all) return { kase, facts };
  const says = { reason: 'ACCEPTED', answerId } as const;
  const closed = apply(moves.accept, kase, { by: 'complainant', says }, now, settings);
  return isNotLegal(closed) ? { kase, facts } : { kase: closed.kase, facts: [...facts, ...closed.facts] };
}

/** The answer that somebody accepts, and what they think of it. */
export interface Accepting {
  readonly answerId: string;
  readonly rating?: number | undefined;
}

/** The lead's own complainant accepts (T12): with members, it waits for theirs. */
export function acceptedByLead(lead: Case, { answerId, rating }: Accepting, now: Date, settings: Settings): Ticked {
  const { complaintId: member, members } = lead;
  const marks = { accepted: answerId };
  const accepting = { change: 'accepted', member, members, marks, rating, by: 'complainant' } as const;
  return membersChanged(lead, accepting, now, settings);
}

/** An act of a member's complainant as the lead is told of it. */
export type MembersAct =
  | { readonly act: 'left' }
  | ({ readonly act: 'accepted' } & Accepting)
  | { readonly act: 'disputed'; readonly answerId: string }
  | { readonly act: 'completed'; readonly pauseId: string }
  | { readonly act: 'appealed'; readonly actId: string }
  | { readonly act: 'added'; readonly textId: string };

/** What a merged case does with an act of its complainant: it tells its lead. */
export function toldLead(member: Case, body: MembersAct): LetterBetween[] {
  return member.merged ? [{ to: member.merged.into, kind: 'act', body }] : [];
}
