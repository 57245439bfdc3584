import type { LocalDate, Pause } from '@tuntas/calendar';
import type {
  AccusedUnits,
  CaseState,
  Clock,
  ComplaintClass,
  ComplaintKind,
  EscalationTarget,
  Holder,
  MissingPart,
  Outcome,
  Role,
  RoutingReason,
} from '@tuntas/events';

/** Instants in the domain are ISO text in UTC with milliseconds: they travel, sort and compare as they read. */
export type Instant = string;

/** Who can cause a move: a service, the complainant, the clock, or an officer's role. */
export type Actor = 'intake' | 'routing' | 'complainant' | 'clock' | 'organisation' | Role;

/** What a running clock will do, unless it ends before. */
export type Step =
  | {
      readonly at: Instant;
      readonly does: 'remind';
      readonly reminder: '75' | '90' | 'last' | 'before-archiving';
      readonly share?: number;
    }
  | { readonly at: Instant; readonly does: 'miss' }
  | { readonly at: Instant; readonly does: 'escalate'; readonly step: number; readonly to: EscalationTarget };

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
  /** The setting that gave the limit, and its version. */
  readonly limitsCode: string;
  readonly limitsVersion: number;
  /**
   * The agency that held the case when it started: by its settings, calendar and week the clock counts to its end, so that
   * rerouting never moves the citizen's clock. None: the nation's.
   */
  readonly agency?: string | undefined;
  /** The settings that it was last worked out by. */
  readonly settingsRevision: number;
  /** In order of time. Made when the clock starts, so that a sweep needs no calendar. */
  readonly ahead: readonly Step[];
  readonly reminded: boolean;
  /** When the breach was recorded; stands for good. */
  readonly missedAt?: Instant | undefined;
  readonly endedAt?: Instant | undefined;
  /** When somebody should look whether it may end by itself (D5, D6, D13). Moved on while it may not yet. */
  readonly closeLookAt?: Instant | undefined;
  /** The case is merged: nothing is looked at, and all is as it was when the merger is undone (T17). */
  readonly asleep?: true | undefined;
}

/** What an officer's text is about. */
export type TextPurpose =
  | 'follow-up'
  | 'answer'
  | 'missing-parts'
  | 'return-reason'
  | 'reassignment-reason'
  | 'archive-reason'
  | 'rework-reason'
  | 'evidence'
  | 'extension-reason'
  | 'withdrawal-refusal'
  | 'promise-kept'
  | 'title'
  | 'published-copy'
  | 'note'
  | 'seal-reason'
  | 'reopening-reason';

/** A text an officer wrote, on its way into `texts`. */
export interface WrittenText {
  readonly textId: string;
  readonly purpose: TextPurpose;
  /** What is for handlers stays here: no fact and no other service has its words. */
  readonly audience: 'public' | 'complainant' | 'handlers';
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

/** T10 with two-step approval: an answer that somebody else has to check (T11). */
export interface Proposal {
  readonly answerId: string;
  readonly outcome: Outcome;
  readonly plannedOn?: LocalDate | undefined;
  readonly by: Role;
  /** The author must not validate, nor anybody of the author's unit. Stands in no fact, log or answer. */
  readonly bySubject: string;
  readonly unit?: string | undefined;
}

/** D8: what an answer said will be done, and by when. */
export interface Promised {
  readonly answerId: string;
  readonly plannedOn: LocalDate;
}

/** T17: what the case was merged into, and what it goes back to when that is undone. */
export interface Merged {
  readonly into: string;
  /** The lead's version with it: what was written to an earlier membership is not for this one. */
  readonly joined: number;
  readonly from: CaseState;
  readonly holder: Holder;
}

/** T17 as the lead knows it: a complaint that is handled with it. */
export interface Member {
  readonly complaintId: string;
  /** The lead's version when it joined. */
  readonly joined: number;
  /** The answer that its complainant accepted. */
  readonly accepted?: string | undefined;
}

/** What one case tells another of the same merger; carried by a schedule, under the lock of whom it is for. */
export interface LetterBetween {
  readonly to: string;
  readonly kind: 'repeat' | 'act' | 'refusal';
  readonly body: unknown;
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
  /** Whom the complaint accuses (T6): their officers never see it. */
  readonly accused: AccusedUnits;
  readonly answerId?: string | undefined;
  readonly answerNotice?: Notice | undefined;
  /** Who gave the answer that stands, so that a reopening goes above that head (T13, T14). */
  readonly answeredBy?: Role | undefined;
  /** Only while it waits to be validated. */
  readonly proposal?: Proposal | undefined;
  /** Until it was kept, or another answer took its place. */
  readonly promised?: Promised | undefined;
  /** Working days that were added to D4 (D9); once. */
  readonly extendedDays: number;
  /** T16: an appeal is possible once. */
  readonly appealed: boolean;
  /** Only while it is merged. */
  readonly merged?: Merged | undefined;
  /** Complaints merged into this one that have not left it. */
  readonly members: readonly Member[];
  /** T17, T18: the own complainant withdrew; it goes on for the members. */
  readonly complainantLeft: boolean;
  /** T17: the answer that the own complainant accepted while members have not. */
  readonly accepted?: string | undefined;
  /** The complainant did something after telling it, perhaps with words that intake keeps. */
  readonly complainantSaid: boolean;
  /** T21: the title as an officer corrected it. */
  readonly titleTextId?: string | undefined;
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
  /** T22: the words are intake's alone from now on, and the copy here goes. */
  readonly withholdsWords?: true | undefined;
  /** Texts that the complainant may read from now on: an answer that was approved. */
  readonly released: readonly string[];
  /** Officers' acts that are the change in hand. */
  readonly acts: readonly OfficerAct[];
  /** What is to be told to other cases of the merger with the change in hand. */
  readonly letters: readonly LetterBetween[];
}

/** The first value of everything that a new case has none of yet. */
export const nothingYet = {
  supporting: [],
  reopenedTimes: 0,
  returns: 0,
  formerHolders: [],
  toArbiter: false,
  choiceBinds: false,
  accused: [],
  extendedDays: 0,
  appealed: false,
  members: [],
  complainantLeft: false,
  complainantSaid: false,
  suggestions: [],
  deadlines: [],
  instances: {},
  written: [],
  released: [],
  acts: [],
  letters: [],
} as const satisfies Partial<Case>;

/** What a case that is withdrawn does not wait for any more. */
export const nothingPending = {
  postponed: undefined,
  proposal: undefined,
  promised: undefined,
  merged: undefined,
} as const satisfies Partial<Case>;

/** The agency that holds the case, if it is not a desk. */
export function agencyOf({ holder }: Pick<Case, 'holder'>): string | undefined {
  return holder.body === 'agency' ? holder.agency : undefined;
}

/** The agency that holds a case which only agencies can hold now. */
export function holdingAgency(kase: Case): string {
  const agency = agencyOf(kase);
  if (agency === undefined)
    throw new Error(`A case in ${kase.state} is held by ${kase.holder.body}, not by an agency.`);
  return agency;
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
