import type { ArchiveReason, CaseState, Channel, ComplaintClass, ComplaintKind, Outcome } from '@tuntas/events';

/** Who answered “who is responsible?” first. */
type FirstAnswer = 'complainant' | 'rule' | 'suggestion' | 'desk' | 'arbiter' | 'left-to-desk';

/**
 * What is kept of one complaint: enough to count it, nothing that names anybody – no text, no reference, no identity. It is
 * a row of `complaints`, column for column.
 *
 * Each topic writes its own columns only (or gives way to follow-up), so the row is the same in whatever order the
 * topics arrive; inside a topic the events of a complaint come in order.
 */
export interface Counted {
  /** The last sequence counted per topic: an event is counted once, also when a rebuild reads it twice. */
  readonly intake_sequence: number;
  readonly routing_sequence: number;
  readonly follow_up_sequence: number;
  readonly notification_sequence: number;
  /** Local date; null until intake or follow-up said it, and until then nothing is counted. */
  readonly received_on: string | null;
  readonly kind: ComplaintKind | null;
  readonly class: ComplaintClass | null;
  readonly category: string | null;
  readonly area: string | null;
  /** Secret, supervisory or possibly so: small cells with it are not shown to the public. */
  readonly confidential: boolean;
  readonly channel: Channel | null;
  readonly first_answer: FirstAnswer | null;
  readonly state: CaseState;
  readonly agency: string | null;
  /** How often an agency was looked for: once, and again after every return. Nothing else makes it misrouted (K11). */
  readonly rounds: number;
  readonly routed_on: string | null;
  readonly answered_on: string | null;
  readonly outcome: Outcome | null;
  readonly reopened_times: number;
  /** Clocks that run although their time is over, as `D4#1`. */
  readonly late: readonly string[];
  /** Not answered within D4. */
  readonly answer_late: boolean;
  readonly closed_on: string | null;
  readonly closed_reason: 'ACCEPTED' | 'NO_REPLY' | null;
  readonly rating: number | null;
  readonly notices_sent: number;
  readonly notices_unreachable: number;
  /** Made secret; only what is supervisory stops being confidential when a seal is lifted. */
  readonly secret: boolean;
  /** Why it is in the archive; null when it is not. */
  readonly archived_reason: ArchiveReason | null;
  /** How often somebody else than the author checked an answer, and what came of it (K22). */
  readonly answers_approved: number;
  readonly answers_rejected: number;
  /** A planned action was done; or was not by its date (D8). */
  readonly promise_kept: boolean;
  readonly promise_late: boolean;
}

/** Before its first event. Without a case it is SUBMITTED: the door has it. */
export const nothingCounted: Counted = {
  intake_sequence: 0,
  routing_sequence: 0,
  follow_up_sequence: 0,
  notification_sequence: 0,
  received_on: null,
  kind: null,
  class: null,
  category: null,
  area: null,
  confidential: false,
  channel: null,
  first_answer: null,
  state: 'SUBMITTED',
  agency: null,
  rounds: 1,
  routed_on: null,
  answered_on: null,
  outcome: null,
  reopened_times: 0,
  late: [],
  answer_late: false,
  closed_on: null,
  closed_reason: null,
  rating: null,
  notices_sent: 0,
  notices_unreachable: 0,
  secret: false,
  archived_reason: null,
  answers_approved: 0,
  answers_rejected: 0,
  promise_kept: false,
  promise_late: false,
};
