import type { LocalDate, Pause } from '@tuntas/calendar';
import type {
  CaseState,
  Clock,
  ComplaintClass,
  ComplaintKind,
  Holder,
  MissingPart,
  Outcome,
  Role,
  RoutingReason,
} from '@tuntas/events';

/** Instants in the domain are ISO text in UTC with milliseconds: they travel, sort and compare as they read. */
export type Instant = string;

/** Who can cause a move: a service, the complainant, the clock, or an officer's role. */
export type Actor = 'intake' | 'routing' | 'complainant' | 'clock' | Role;

/** What a running clock will do, unless it ends before. */
export type Step =
  | { readonly at: Instant; readonly does: 'remind'; readonly reminder: '75' | '90' | 'last' | 'before-archiving' }
  | { readonly at: Instant; readonly does: 'miss' }
  | { readonly at: Instant; readonly does: 'escalate'; readonly step: number; readonly to: EscalationTarget };

export type EscalationTarget = 'liaison' | 'coordinator' | 'leader' | 'superior' | 'national-desk';

/** One obligation: (complaint, clock, instance). Ends exactly once, met or missed. */
export interface Deadline {
  readonly clock: Clock;
  readonly instance: number;
  readonly startedAt: Instant;
  /** Day 0. */
  readonly startsOn: LocalDate;
  /** When it stood still; the last one is open while it still does. */
  readonly pauses: readonly Pause[];
  readonly dueAt: Instant;
  readonly dueOn: LocalDate;
  readonly workingDays: number;
  readonly calendarVersion: number;
  readonly limitsVersion: number;
  /** In order of time. Made when the clock starts, so that a sweep needs no calendar. */
  readonly ahead: readonly Step[];
  readonly reminded: boolean;
  /** When the breach was recorded; stands for good. */
  readonly missedAt?: Instant | undefined;
  readonly endedAt?: Instant | undefined;
  /** When somebody should look whether it may end by itself (D5, D6). Moved on while it may not yet. */
  readonly closeLookAt?: Instant | undefined;
}

/** A text an officer wrote, on its way into `texts`. */
export interface WrittenText {
  readonly textId: string;
  readonly purpose: 'follow-up' | 'answer' | 'missing-parts' | 'return-reason' | 'reassignment-reason';
  /** What is for handlers stays here: no fact and no other service has its words. */
  readonly audience: 'complainant' | 'handlers';
  readonly words: string;
  readonly by: Role;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly plannedOn?: LocalDate | undefined;
  readonly writtenAt: Instant;
}

/** Who made the case what it is now: a post or the platform, never a person. Told to whoever came too late. */
export interface LastMove {
  readonly move: string;
  readonly by: Actor;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
  readonly at: Instant;
}

/** An officer's act, on its way into `officer_acts`: what a retry is answered with, and whose it was. */
export interface OfficerAct {
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly move: string;
  readonly by: Role;
  /** The `sub` of the token. Who answered must not validate (T11); it stands in no fact, log or answer. */
  readonly bySubject: string;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
  /** The case after the act. */
  readonly state: CaseState;
  readonly holder: Holder;
  readonly version: number;
  /** The text that the act wrote. */
  readonly textId?: string | undefined;
  readonly at: Instant;
}

/** How something was made known to the complainant, after which silence means something. */
export interface Notice {
  readonly how: 'sent' | 'unreachable';
  readonly at: Instant;
}

/** T3: why the case waits, and where it goes back to. */
export interface Postponement {
  readonly pauseId: string;
  readonly missing: readonly MissingPart[];
  readonly from: CaseState;
  /** Of the notice that it will be archived (T5). */
  readonly notice?: Notice | undefined;
}

export interface Suggestion {
  readonly agency: string;
  readonly reasons: readonly RoutingReason[];
}

/** A complaint's case: the only place that says its state and its holder. */
export interface Case {
  readonly complaintId: string;
  readonly reference: string;
  readonly kind: ComplaintKind;
  readonly class: ComplaintClass;
  readonly category?: string | undefined;
  readonly area?: string | undefined;
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly urgent: boolean;
  readonly possiblySupervisory: boolean;
  /** Day 0 of the first clock: of the letter or call, which may lie before its entry. */
  readonly receivedOn: LocalDate;
  readonly state: CaseState;
  /** Since when it is in this state. */
  readonly since: Instant;
  readonly holder: Holder;
  readonly supporting: readonly string[];
  readonly round: number;
  /** Rises by one with every fact that changed the case. */
  readonly version: number;
  /** Rises by one with everything kept, clocks and suggestions too; the store finds lost changes by it. */
  readonly revision: number;
  readonly reopenedTimes: number;
  /** How often an agency gave it back (T8). */
  readonly returns: number;
  /** Agencies that held it and gave it back, the last one at the end. */
  readonly formerHolders: readonly string[];
  /** Agencies could not agree: the desk that holds it now decides as the arbiter. */
  readonly toArbiter: boolean;
  /** The arbiter chose the agency that holds it, which cannot give it back again. */
  readonly choiceBinds: boolean;
  readonly answerId?: string | undefined;
  readonly answerNotice?: Notice | undefined;
  /** Only while it is postponed. */
  readonly postponed?: Postponement | undefined;
  /** What routing would suggest to the desk that decides this round. */
  readonly suggestions: readonly Suggestion[];
  /** Open clocks, and those that ended with the change in hand. */
  readonly deadlines: readonly Deadline[];
  /** The last instance given per clock. */
  readonly instances: Readonly<Partial<Record<Clock, number>>>;
  /** Absent until somebody moves a case that is older than this was kept. */
  readonly lastMove?: LastMove | undefined;
  /** Texts written with the change in hand. */
  readonly written: readonly WrittenText[];
  /** Officers' acts that are the change in hand. */
  readonly acts: readonly OfficerAct[];
}

/** The agency that holds the case, if it is not a desk. */
export function agencyOf({ holder }: Pick<Case, 'holder'>): string | undefined {
  return holder.body === 'agency' ? holder.agency : undefined;
}

/** The unit that holds the case, if it was assigned. */
export function unitOf({ holder }: Pick<Case, 'holder'>): string | undefined {
  return holder.body === 'agency' ? holder.unit : undefined;
}

/** Secret or supervisory, perhaps only possibly: named inspectorate roles look, nobody else (domain.md §2, T1). */
export function deskFor(kase: Pick<Case, 'class' | 'possiblySupervisory' | 'secret'>): Holder {
  return { body: kase.secret || isSupervisory(kase) ? 'inspectorate-desk' : 'national-desk' };
}

/** Content for named inspectorate roles and the holder only (domain.md §4). */
export function isSupervisory(kase: Pick<Case, 'class' | 'possiblySupervisory'>): boolean {
  return kase.possiblySupervisory || kase.class === 'supervisory';
}
