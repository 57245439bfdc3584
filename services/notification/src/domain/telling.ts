import type {
  ArchiveReason,
  CaseOpened,
  CaseState,
  Clock,
  ComplaintSubmitted,
  DataOf,
  EventOf,
  Holder,
  MissingPart,
  Outcome,
} from '@tuntas/events';

/** A clock as letters speak of it. */
type KnownClock = Pick<DataOf<typeof CaseOpened>['clocks'][number], 'clock' | 'instance' | 'dueOn'>;

/** What letters about a complaint need to know. Never who told it: that is asked of intake at the moment of sending. */
export interface Known {
  readonly reference: string;
  readonly secret: boolean;
  readonly anonymous: boolean;
  readonly urgent: boolean;
  readonly category?: string | undefined;
  readonly area?: string | undefined;
  readonly state: CaseState;
  readonly holder: Holder;
  readonly clocks: readonly KnownClock[];
  /** While it is postponed: what is missing. */
  readonly pause?: Pause | undefined;
  /** Clocks that run although their time is over, as `D4#1`. */
  readonly late: readonly string[];
}

/** Why a complaint waits for its complainant. */
interface Pause {
  readonly pauseId: string;
  readonly missing: readonly MissingPart[];
}

export type Recipient = 'complainant' | 'agency';

/** Names of letters that are told nothing but the case as it is. */
type PlainLetter =
  | 'submitted'
  | 'routed'
  | 'returned'
  | 'started'
  | 'reopened'
  | 'deadline-missed'
  | 'agency-new-complaint'
  | 'agency-reminder';

/** Which letter, and what it says besides the case as it was at that moment. */
export type News =
  | { readonly letter: PlainLetter }
  | { readonly letter: 'answered'; readonly outcome: Outcome; readonly plannedOn?: string | undefined }
  | { readonly letter: 'postponed'; readonly missing: Pause['missing'] }
  | ({ readonly letter: 'archiving-warning' } & Pause)
  | { readonly letter: 'archived'; readonly reason: ArchiveReason }
  | { readonly letter: 'closed'; readonly reason: 'ACCEPTED' | 'NO_REPLY' }
  | { readonly letter: 'escalation'; readonly to: 'liaison' | 'coordinator' | 'leader' | 'superior' | 'national-desk' };

/** One letter that is owed to one reader because of one fact. */
export interface Obligation {
  readonly id: string;
  readonly about_event_id: string;
  readonly about_type: string;
  readonly recipient: Recipient;
  /** The agency that is written to. */
  readonly agency: string | null;
  readonly answer_id: string | null;
  readonly news: News;
  /** The case as it was with the fact. */
  readonly known: Known;
  /** `not-sent`: the fact was already old when it arrived, as in a replay. */
  readonly state: 'due' | 'not-sent';
}

/** A complaint's part in notification: what is known, and what is owed anew. */
export interface Telling {
  readonly known: Known;
  readonly fresh: readonly Obligation[];
}

/** What an obligation needs of its surroundings. */
export interface Surroundings {
  readonly now: Date;
  readonly newId: () => string;
  readonly sendNotOlderThanHours: number;
}

export interface Owed {
  readonly recipient: Recipient;
  readonly agency?: string;
  readonly news: News;
  readonly answerId?: string;
}

const MS_AN_HOUR = 3_600_000;

/** What is known now, and letters that are owed because of this fact. */
export function tell(
  telling: Telling | undefined,
  known: Known,
  event: EventOf,
  owed: readonly Owed[],
  { now, newId, sendNotOlderThanHours }: Surroundings,
): Telling {
  const old = now.getTime() - event.time.getTime() > sendNotOlderThanHours * MS_AN_HOUR;
  const fresh = owed.map(({ recipient, agency, news, answerId }): Obligation => ({
    id: newId(),
    about_event_id: event.id,
    about_type: event.type,
    recipient,
    agency: agency ?? null,
    answer_id: answerId ?? null,
    news,
    known,
    state: old ? 'not-sent' : 'due',
  }));
  return { known, fresh: [...(telling?.fresh ?? []), ...fresh] };
}

/** What the door knows of a complaint before its case is open: T1 says who has it. */
export function knownAtTheDoor(told: DataOf<typeof ComplaintSubmitted> | DataOf<typeof CaseOpened>): Known {
  const { reference, secret, anonymous, urgent, category, area } = told;
  const confidential = secret || told.possiblySupervisory || told.class === 'supervisory';
  const holder: Holder = { body: confidential ? 'inspectorate-desk' : 'national-desk' };
  return { reference, secret, anonymous, urgent, category, area, state: 'SUBMITTED', holder, clocks: [], late: [] };
}

type CaseAfter = Pick<DataOf<typeof CaseOpened>, 'state' | 'holder' | 'clocks'>;

/** Every case fact says state, holder and the clocks that run; a clock that is missing there is not late any more. */
export function moved(known: Known, { state, holder, clocks }: CaseAfter): Known {
  const running = clocks.map(({ clock, instance, dueOn }) => ({ clock, instance, dueOn }));
  const names = new Set(running.map(clockName));
  return { ...known, state, holder, clocks: running, late: known.late.filter((name) => names.has(name)) };
}

export const clockName = ({ clock, instance }: { clock: Clock; instance: number }): string => `${clock}#${instance}`;

/** The agency that holds the complaint, as the reader of a letter. A desk sees its queue and gets none. */
export function toHolder(holder: Holder, news: News): Owed[] {
  return holder.body === 'agency' ? [{ recipient: 'agency', agency: holder.agency, news }] : [];
}

export const toComplainant = (news: News, answerId?: string): Owed => ({
  recipient: 'complainant',
  news,
  ...(answerId !== undefined && { answerId }),
});
