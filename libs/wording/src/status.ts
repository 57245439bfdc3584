/**
 * The one honest sentence: who has it · by which date and how many working days that is · what happens if late · what
 * you can do now. The same function speaks on the pages, in letters, at the desk and in the API, so that no two of them
 * promise different things. It is total: every state, flag and language has its words, and a missing one does not
 * compile. Shape after Alaveteli's request status, the best tracking sentence we found (research/pages.md).
 */
import type { LocalDate, Zone } from '@tuntas/calendar';
import type { CaseState, Clock, Language } from '@tuntas/events';
import { byWhen } from './by-when.js';
import { ifLate } from './if-late.js';
import type { EscalationTarget } from './labels.js';
import { type Marks, notes } from './status-notes.js';
import { whoHasIt, type NamedHolder } from './who-has-it.js';
import { whatYouCanDo, type ComplainantAct } from './what-you-can-do.js';

/** The complainant is spoken to; everybody else reads about the complainant. */
export type Reader = 'complainant' | 'public';

/** The clock that matters to the reader now. */
export interface RunningClock {
  readonly clock: Clock;
  readonly dueOn: LocalDate;
  /** As `workingDaysLeft` of libs/calendar: 0 on the last day, negative by the working days that it is late. */
  readonly workingDaysLeft: number;
  /** Whether today, where the case is, is `dueOn`. */
  readonly isToday?: boolean;
  /** Of a clock that runs round the clock: the moment, and where it is told. */
  readonly at?: { readonly instant: Date; readonly zone: Zone };
  /** The days off of that year are not declared yet. */
  readonly provisional?: boolean;
}

export interface Status {
  readonly state: CaseState;
  readonly holder: NamedHolder;
  readonly flags: {
    readonly secret: boolean;
    readonly anonymous: boolean;
    readonly urgent: boolean;
    readonly overdue: boolean;
  };
  readonly marks?: Marks;
  readonly due?: RunningClock;
  readonly nextEscalation?: { readonly to: EscalationTarget; readonly on?: LocalDate };
  readonly acts: readonly ComplainantAct[];
  readonly reader: Reader;
}

/** Whole sentences, each of which can stand alone. */
export interface StatusSentences {
  readonly who: string;
  readonly byWhen?: string;
  readonly ifLate?: string;
  readonly now?: string;
  /** What the flags mean for the reader. */
  readonly notes: readonly string[];
}

/** No clock but that of a promised action outlives these, so no other date is told, whatever a late projection believes. */
const ended: ReadonlySet<CaseState> = new Set(['CLOSED', 'ARCHIVED', 'WITHDRAWN']);

export function statusSentences(status: Status, language: Language): StatusSentences {
  const { reader } = status;
  const due = dueIn(status);
  return {
    who: whoHasIt(status.state, status.holder, reader, language),
    ...(due && { byWhen: byWhen(due, status, language) }),
    ...(due && { ifLate: ifLate(status, due, language) }),
    ...(reader === 'complainant' && { now: whatYouCanDo(status.acts, language) }),
    notes: notes(status, due, language),
  };
}

/** All of it as one text, for mail, SMS and the API. */
export function statusText(status: Status, language: Language): string {
  const { who, byWhen: by, ifLate: late, now, notes: more } = statusSentences(status, language);
  return [who, by, late, now, ...more].filter((sentence) => sentence !== undefined).join(' ');
}

function dueIn({ state, due }: Status): RunningClock | undefined {
  return !ended.has(state) || (state === 'CLOSED' && due?.clock === 'D8') ? due : undefined;
}
