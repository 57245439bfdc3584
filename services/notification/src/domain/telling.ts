import type { CaseOpened, CaseState, Clock, ComplaintSubmitted, DataOf, EventOf, Holder } from '@tuntas/events';
import type { News, NewsToAgency, NewsToComplainant, Pause } from './news.js';

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
  /** It is a case of this one (T17): what happens to that is told to this complainant, and its agency hears it there. */
  readonly mergedInto?: string | undefined;
  /** Its complainant withdrew while the case goes on for others: there is nobody to tell any more. */
  readonly left?: boolean | undefined;
}

export type Recipient = 'complainant' | 'agency';

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

export type Owed =
  | { readonly recipient: 'complainant'; readonly news: NewsToComplainant; readonly answerId?: string }
  | { readonly recipient: 'agency'; readonly agency: string; readonly news: NewsToAgency };

const MS_AN_HOUR = 3_600_000;

/**
 * What is known now, and letters that are owed because of this fact. What is repeated for a merged complaint its complainant
 * hears like the lead's, and the agency not a second time; who withdrew from a case that goes on hears nothing more.
 */
export function tell(
  telling: Telling | undefined,
  known: Known,
  event: EventOf,
  owed: readonly Owed[],
  { now, newId, sendNotOlderThanHours }: Surroundings,
): Telling {
  const old = now.getTime() - event.time.getTime() > sendNotOlderThanHours * MS_AN_HOUR;
  const heard = owed.filter(({ recipient }) =>
    recipient === 'agency' ? leadOf(event) === undefined : !telling?.known.left,
  );
  const fresh = heard.map((one): Obligation => ({
    id: newId(),
    about_event_id: event.id,
    about_type: event.type,
    recipient: one.recipient,
    agency: one.recipient === 'agency' ? one.agency : null,
    answer_id: one.recipient === 'agency' ? null : (one.answerId ?? null),
    news: one.news,
    known,
    state: old ? 'not-sent' : 'due',
  }));
  return { known, fresh: [...(telling?.fresh ?? []), ...fresh] };
}

/** The case that a fact happened to, where it is only repeated for a complaint merged into that one. */
export function leadOf({ data }: EventOf): string | undefined {
  return (data as { readonly lead?: string }).lead;
}

/** What the door knows of a complaint before its case is open: T1 says who has it. */
export function knownAtTheDoor(told: DataOf<typeof ComplaintSubmitted> | DataOf<typeof CaseOpened>): Known {
  const { reference, secret, anonymous, urgent, category, area } = told;
  const confidential = secret || told.possiblySupervisory || told.class === 'supervisory';
  const holder: Holder = { body: confidential ? 'inspectorate-desk' : 'national-desk' };
  return { reference, secret, anonymous, urgent, category, area, state: 'SUBMITTED', holder, clocks: [], late: [] };
}

type CaseAfter = Pick<DataOf<typeof CaseOpened>, 'state' | 'holder' | 'clocks'>;

/**
 * Every case fact says state, holder and the clocks that run; a clock that is missing there is not late any more. What
 * happens to a merged case alone says nothing of where its lead stands.
 */
export function moved(known: Known, { state, holder, clocks }: CaseAfter): Known {
  if (state === 'MERGED' && known.mergedInto !== undefined) return known;
  const running = clocks.map(({ clock, instance, dueOn }) => ({ clock, instance, dueOn }));
  const names = new Set(running.map(clockName));
  return { ...known, state, holder, clocks: running, late: known.late.filter((name) => names.has(name)) };
}

export const clockName = ({ clock, instance }: { clock: Clock; instance: number }): string => `${clock}#${instance}`;

/** The agency that holds the complaint, as the reader of a letter. A desk sees its queue and gets none. */
export function toHolder(holder: Holder, news: NewsToAgency): Owed[] {
  return holder.body === 'agency' ? [{ recipient: 'agency', agency: holder.agency, news }] : [];
}

export const toComplainant = (news: NewsToComplainant, answerId?: string): Owed => ({
  recipient: 'complainant',
  news,
  ...(answerId !== undefined && { answerId }),
});
