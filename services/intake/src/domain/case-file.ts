import type { CaseState, Clock, ComplaintClass, Holder, MissingPart, Outcome } from '@tuntas/events';

/** What the complainant's door knows of a case: follow-up's facts, as of the last one, and what the complainant said. */
export interface CaseFile {
  readonly state: CaseState;
  readonly holder: Holder;
  readonly round: number;
  /** 0 until follow-up has opened the case: only acts are kept until then. */
  readonly version: number;
  readonly secret: boolean;
  readonly class?: ComplaintClass | undefined;
  readonly category?: string | undefined;
  readonly area?: string | undefined;
  /** As an officer set or lifted it; absent while nobody did. */
  readonly urgent?: boolean | undefined;
  /** The title as an officer corrected it; the words are one of the replies. */
  readonly titleTextId?: string | undefined;
  /** The masked copy that anybody may read; the words are one of the replies. */
  readonly publishedTextId?: string | undefined;
  /** The answer that waits for the complainant, or was the last one. One that is still being checked is not here. */
  readonly answer?: Answer | undefined;
  /** What it waits for, while it is postponed. */
  readonly pause?: CasePause | undefined;
  /** Handled together with another complaint, whose state, holder, round and clocks these are (T17). */
  readonly merged?: Merged | undefined;
  /** T16: the one appeal was heard. */
  readonly appealed?: boolean | undefined;
  /** T18: the inspectorate has to decide whether it is withdrawn. */
  readonly withdrawalAsked?: boolean | undefined;
  /** When the complainant withdrew a case that goes on for others: what comes after is not theirs to see. */
  readonly leftAt?: string | undefined;
  /** Since when it is closed, archived or withdrawn; absent while it is open, and again when it is reopened. */
  readonly overSince?: string | undefined;
  readonly clocks: readonly CaseClock[];
  readonly dates: CaseDates;
  /** What the complainant did, oldest first. */
  readonly acts: readonly Act[];
  /** Not written yet; empty after every load. */
  readonly happened: readonly Happened[];
  /** It became secret now, and its words are not sealed yet; absent after every load. */
  readonly toSeal?: boolean;
}

interface Answer {
  readonly id: string;
  readonly outcome: Outcome;
  /** The date that it promises (D8). */
  readonly plannedOn?: string | undefined;
  /** When what it promised was done. */
  readonly keptAt?: string | undefined;
  /** Somebody else checked it before it was given (T11). */
  readonly checked?: true | undefined;
}

interface CasePause {
  readonly id: string;
  readonly missing: readonly MissingPart[];
}

interface Merged {
  /** The lead. Never shown: whose complaint it is is nobody's business. */
  readonly into: string;
  /** What is true again when the merging is undone. */
  readonly before: Pick<CaseFile, 'clocks' | 'dates' | 'answer' | 'urgent' | 'appealed'>;
}

/** A clock that has not ended: it runs, missed or not, or stands still. */
export interface CaseClock {
  readonly clock: Clock;
  readonly instance: number;
  readonly dueAt: string;
  readonly dueOn: string;
  readonly missed: boolean;
  /** Since when it stands still. */
  readonly pausedOn?: string | undefined;
  /** D9: it was given more time. */
  readonly extended?: true | undefined;
}

/** Instants as the facts tell them; of a secret complaint only the dates are true. */
interface CaseDates {
  readonly opened?: string;
  readonly routed?: string;
  readonly answered?: string;
  readonly closed?: string;
  readonly withdrawn?: string;
}

/** Closed, archived or withdrawn: nothing is done with it any more, unless it is opened again. */
export const isOver = (state: CaseState): boolean => over.has(state);
const over: ReadonlySet<CaseState> = new Set(['CLOSED', 'ARCHIVED', 'WITHDRAWN']);

/** What a complainant can do by the receipt; each is a fact of intake. */
export type ActKind = 'accepted' | 'disputed' | 'completed' | 'withdrawn' | 'appealed' | 'added' | 'made-secret';

export interface Act {
  readonly act: ActKind;
  /** The answer or the pause; of the others the act's own id, which for an addition is that of its text. */
  readonly aboutId: string;
  readonly rating?: number | undefined;
  /** A reason, what was missing, or what was added. */
  readonly words?: KeptWords | undefined;
  readonly at: string;
  /** Why it changed nothing, once follow-up has said so. */
  readonly refused?: string | undefined;
  /** Done now and not written yet. */
  readonly fresh?: boolean;
  /** Refused now and not written yet. */
  readonly judged?: boolean;
}

/** A text of intake to be; sealed when it is written, where the complaint is secret. */
interface KeptWords {
  readonly id: string;
  readonly words: string;
}

/** A line of the timeline to be: one an event. */
export interface Happened {
  readonly eventId: string;
  readonly at: string;
  readonly place: number;
  readonly type: string;
  readonly data: unknown;
}
