/**
 * Why a complaint stands where it stands, as data: what happened, who did it, under which rule and which version of which
 * setting, what the clocks did, and what comes next. Made from facts alone, so that whoever has the same facts says the same.
 */
import type { LocalDate } from '@tuntas/calendar';
import type { CaseState, Clock, Holder, RoutingReason } from '@tuntas/events';
import type { actorLabels, EscalationTarget } from '../labels.js';
import type { TimelineFact } from '../timeline/line.js';

/** Who asks. Each sees what the one before sees, and more. */
export type WhyReader = 'public' | 'complainant' | 'officer';

/** A fact and when it happened; ISO 8601, of a secret complaint true to the day. */
export type DatedFact = TimelineFact & { readonly at: string };

/** A post that did something, never a person; the body it belongs to where it has one. */
export interface ActingPost {
  readonly role: keyof typeof actorLabels;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
}

/** The versions of the settings that a date rests on. */
export interface Basis {
  /** The code of the setting, where there are several. */
  readonly limitsCode?: string | undefined;
  readonly limitsVersion: number;
  readonly calendarVersion: number;
}

/** An obligation as it runs: of the complaint itself, or of the one it was merged into. */
interface Obligation {
  readonly clock: Clock;
  readonly instance: number;
  /** It is the lead's: the complaint is handled together with another (T17). */
  readonly shared?: true | undefined;
}

/** What one clock did. `shared`: it is the lead's and counts from now on; `slept`, `woke`: while it was merged. */
export interface ClockDeed extends Obligation {
  readonly did:
    'started' | 'paused' | 'went-on' | 'moved' | 'extended' | 'reminded' | 'missed' | 'told' | 'ended' | ClockRest;
  readonly dueOn?: LocalDate | undefined;
  readonly dueAt?: string | undefined;
  readonly workingDays?: number | undefined;
  readonly under?: Basis | undefined;
  /** Whom a breach was told. */
  readonly to?: EscalationTarget | undefined;
  /** Of one that ended: whether no breach was recorded. */
  readonly inTime?: boolean | undefined;
}
type ClockRest = 'shared' | 'slept' | 'woke';

/** One thing that happened, as a reader may see it. */
export interface Happening {
  readonly at: string;
  /** Absent where the reader may see what the clocks did, but not why. */
  readonly fact?: TimelineFact | undefined;
  /** Its number in docs/lifecycle.md. */
  readonly rule?: string | undefined;
  readonly by?: ActingPost | undefined;
  /** Why routing chose as it did. */
  readonly reasons: readonly RoutingReason[];
  /** The text that was written with it, where the reader may read that; its words stand elsewhere. */
  readonly textId?: string | undefined;
  readonly clocks: readonly ClockDeed[];
}

/** Something that will happen unless the clock ends before. */
export interface NextStep extends Obligation {
  readonly at: string;
  readonly does: 'remind' | 'warn' | 'miss' | 'escalate' | 'archive' | 'close' | 'go-on';
  /** Nobody in particular where the ladder is not known here. */
  readonly to?: EscalationTarget | undefined;
}

/** A clock that has not ended. */
export interface OpenClock extends Obligation, Basis {
  readonly dueAt: string;
  readonly dueOn: LocalDate;
  readonly workingDays: number;
  readonly pausedOn?: LocalDate | undefined;
  readonly missed: boolean;
}

/** The date the citizen was promised an answer by, from its first day on. */
export interface AnswerDate {
  readonly first: LocalDate;
  readonly dueOn: LocalDate;
  readonly standsStill: boolean;
  /** The clock has ended: with the answer, or with the case. */
  readonly isOver: boolean;
  /** Never by a return: the citizen's clock does not restart (domain.md §3). */
  readonly changes: readonly DateChange[];
}

export interface DateChange {
  readonly at: string;
  readonly dueOn: LocalDate;
  readonly because: 'pause' | 'extension' | 'class' | 'settings';
}

/** How often agencies gave it back, and whether an arbiter decides or has decided (T8). */
export interface Returns {
  readonly times: number;
  readonly arbiter?: 'decides' | 'decided' | undefined;
}

export interface Explanation {
  readonly state: CaseState;
  readonly holder: Holder;
  readonly happened: readonly Happening[];
  readonly clocks: readonly OpenClock[];
  readonly next: readonly NextStep[];
  readonly returns: Returns;
  readonly answerDate?: AnswerDate | undefined;
}
