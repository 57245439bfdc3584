import type { AccusedUnits, CaseState, ComplaintClass, Holder, RoutingReason } from '@tuntas/events';

/** A complaint that somebody must be found for, as routing remembers it: never its words. */
export interface AskedComplaint {
  readonly complaintId: string;
  readonly secret: boolean;
  /** Said or suspected to be about abuse of office: only the inspectorate may see and route it. */
  readonly supervisory: boolean;
  readonly class: ComplaintClass;
  readonly category?: string | undefined;
  readonly area?: string | undefined;
  /** What follow-up's facts say; absent until the case was opened. */
  readonly case?: ProjectedCase | undefined;
  readonly answers: readonly Answer[];
  /** Whom a desk marked as accused by it (T6): their officers see nothing of it. Absent: nobody. */
  readonly accused?: AccusedUnits | undefined;
}

export interface ProjectedCase {
  readonly state: CaseState;
  readonly round: number;
  readonly holder: Holder;
  readonly openedAt: Date;
  /** The desk that holds it decides as the arbiter, until it is routed: agencies could not agree. */
  readonly toArbiter: boolean;
}

type Reasons = readonly RoutingReason[];

/** What was answered for a round; without an agency it was left to a desk, which may still name one. */
export interface Answer {
  readonly round: number;
  readonly agency?: string | undefined;
  readonly by?: 'complainant' | 'rule' | 'suggestion' | 'desk' | 'arbiter' | undefined;
  readonly supporting: readonly string[];
  readonly class: ComplaintClass;
  readonly category?: string | undefined;
  readonly area?: string | undefined;
  readonly reasons: Reasons;
  readonly suggestions: readonly { readonly agency: string; readonly reasons: Reasons }[];
  readonly answeredAt: Date;
  /** By which of an officer's requests it was given, so that a retry of it is known. */
  readonly asked?: AskedOnce | undefined;
  /** True as it comes from the database; a new one has yet to be written. */
  readonly saved?: boolean | undefined;
  /** What its words gave was taken out of it, and has yet to be taken out of the database. */
  readonly purged?: boolean | undefined;
}

/** An officer's request: whose, under which key, with which body. Key and body only as hashes. */
export interface AskedOnce {
  readonly subject: string;
  readonly keyHash: string;
  readonly bodyHash: string;
}

/** The answer for a round, when there is one. */
export function answerFor(complaint: AskedComplaint, round: number): Answer | undefined {
  return complaint.answers.find((answer) => answer.round === round);
}

/** The complaint with the answer for its round, in place of one that left the round to a desk. */
export function answered(complaint: AskedComplaint, answer: Answer): AskedComplaint {
  return { ...complaint, answers: [...complaint.answers.filter(({ round }) => round !== answer.round), answer] };
}

/** Waits in its first round and nobody has answered: its words have not come, or not yet. */
export function isUnread(complaint: AskedComplaint): boolean {
  const { case: kase } = complaint;
  return kase?.state === 'SUBMITTED' && kase.round === FIRST_ROUND && !answerFor(complaint, FIRST_ROUND);
}

/** Only this round is answered automatically; later ones by a desk or the arbiter (design.md §3). */
export const FIRST_ROUND = 1;
