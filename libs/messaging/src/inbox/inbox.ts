import { modeOf, type StreamName } from '@tuntas/events';
import { json, type Sql } from '@tuntas/postgres';
import type { Arrived, Opened } from '../envelope.js';
import { Progress, type ProgressRow } from '../journal/progress.js';
import { withoutErased } from './erase-words.js';

/**
 * What is to be done with a message, by its sequence alone.
 * - `next`: apply it.
 * - `duplicate`: applied before; leave it.
 * - `gap`: something before it is missing; it waits for that.
 * - `behind`: something before it waits; it queues.
 * - `conflict`: the last sequence under another id; two writers, somebody must look.
 */
export type Verdict = 'next' | 'duplicate' | 'gap' | 'behind' | 'conflict';

/** `redriven`: somebody asked to try a faulty one again; it is `faulty` anew when that fails. */
export type Why = 'waits' | 'faulty' | 'gap' | 'behind' | 'redriven';

/** A message that stays in the inbox. */
export interface Parked extends Arrived {
  /** Row id; absent while it is new in this transaction. */
  readonly id?: number;
  why: Why;
  reason: string;
}

interface ParkedRow {
  id: number;
  stream: StreamName;
  key: string;
  sequence: number | null;
  partition: number;
  at_offset: number;
  why: Why;
  reason: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

/** Why a message waits, in words for the operator. */
export const GAP = 'a message before it is missing';
export const BEHIND = 'a message before it waits';
export const WAITS = 'waits for another topic';

/**
 * The last sequence applied per stream and key, and what is parked, for the keys of one transaction. It finds
 * duplicates and gaps without remembering every event, so it needs no cleaning.
 */
export class Inbox {
  /**
   * By key, then by stream. Most keys have nothing parked: they have no entry, and are asked about with every message, so
   * the question costs one look.
   */
  readonly #parked = new Map<string, Map<StreamName, Parked[]>>();
  readonly #gone: number[] = [];
  readonly #renamed = new Set<Parked>();
  readonly #skipped: { stream: string; key: string; sequence: number; type: string }[] = [];

  constructor(readonly progress: Progress) {}

  /**
   * Reads progress and parked messages of the keys, whose locks the transaction holds. Nearly no key has anything parked:
   * one statement says so together with the progress.
   */
  static async load(keys: readonly string[], sql: Sql): Promise<Inbox> {
    const rows = await sql<ProgressRow & { parked: boolean }>`
      SELECT k.key, coalesce(p.received, '{}') AS received, coalesce(p.sent, '{}') AS sent,
        EXISTS (SELECT FROM messaging.parked w WHERE w.key = k.key) AS parked
      FROM unnest(${keys}::text[]) AS k (key) LEFT JOIN messaging.progress p ON p.key = k.key`;
    const inbox = new Inbox(new Progress(rows));
    const stuck = rows.flatMap(({ key, parked }) => (parked ? [key] : []));
    if (stuck.length > 0) await inbox.#loadParked(stuck, sql);
    return inbox;
  }

  async #loadParked(keys: readonly string[], sql: Sql): Promise<void> {
    for (const row of await sql<ParkedRow>`SELECT * FROM messaging.parked WHERE key = ANY (${keys}) ORDER BY id`) {
      this.#lane(row.stream, row.key).push(parkedOf(row));
    }
  }

  /** To be written into; what is only read is read from `#waitingOn`. */
  #lane(stream: StreamName, key: string): Parked[] {
    const lanes = this.#parked.get(key) ?? new Map<StreamName, Parked[]>();
    this.#parked.set(key, lanes);
    const parked = lanes.get(stream) ?? [];
    lanes.set(stream, parked);
    return parked;
  }

  #waitingOn(stream: StreamName, key: string): readonly Parked[] {
    return this.#parked.get(key)?.get(stream) ?? NONE;
  }

  /** Judges a message by its sequence, whatever is inside; one without a sequence is next, to be found faulty. */
  judge(message: Arrived): Verdict {
    const { stream, key, sequence } = message;
    const waiting = this.#waitingOn(stream, key);
    if (waiting.some((parked) => isSame(parked, message))) return 'duplicate';
    if (sequence === undefined) return 'next';
    const known = this.known(message);
    if (known) return known;
    if (waiting.some((parked) => parked.sequence === sequence)) return 'conflict';
    const last = this.progress.received(stream, key).sequence;
    if (modeOf(stream) === 'facts' && sequence > last + 1) return waiting.length > 0 ? 'behind' : 'gap';
    return waiting.some(blocks) ? 'behind' : 'next';
  }

  /** Whether the place of a message was taken before: by itself, or by another. */
  known({ stream, key, sequence, record }: Arrived): 'duplicate' | 'conflict' | undefined {
    const { sequence: last, eventId } = this.progress.received(stream, key);
    if (sequence === undefined || sequence > last) return undefined;
    return sequence < last || eventId === idOf(record) ? 'duplicate' : 'conflict';
  }

  /** The message was applied, or has no meaning here: the next one may come. */
  advance({ stream, key, sequence = 0 }: Arrived, opened: Opened): void {
    this.progress.receive(stream, key, sequence, opened.id);
    if (!opened.declaration) this.#skipped.push({ stream, key, sequence, type: opened.type });
  }

  /** A second message of a sequence is kept without it: a sequence is parked once, and nothing is dropped. */
  park({ stream, key, sequence, record }: Arrived, why: Why, reason: string): void {
    const waiting = this.#lane(stream, key);
    const free = sequence !== undefined && waiting.every((parked) => parked.sequence !== sequence);
    waiting.push({ stream, key, record, why, reason, ...(free ? { sequence } : {}) });
  }

  /** It still waits, for another reason than before. */
  change(parked: Parked, why: Why, reason: string): void {
    if (parked.why === why) return;
    Object.assign(parked, { why, reason });
    if (parked.id !== undefined) this.#renamed.add(parked);
  }

  /** Says anew why the rest of a key waits, after it was tried; returns those that miss a message before them. */
  explain(key: string): readonly Parked[] {
    const lanes = this.#parked.get(key);
    if (!lanes) return NONE;
    return [...lanes.values()].flatMap((waiting) => {
      for (const parked of waiting) if (parked.why === 'redriven') this.change(parked, 'behind', BEHIND);
      const lowest = lowestOf(waiting);
      if (!lowest || lowest.why === 'gap' || waiting.some(blocks)) return [];
      if (modeOf(lowest.stream) !== 'facts') return [];
      this.change(lowest, 'gap', GAP);
      return [lowest];
    });
  }

  /** The parked message of each stream that may be tried now, for one key; none of a stream with a faulty one. */
  ready(key: string): readonly Parked[] {
    const lanes = this.#parked.get(key);
    if (!lanes) return NONE;
    return [...lanes.values()].flatMap((waiting) => {
      const [first] = waiting;
      if (!first || waiting.some(({ why }) => why === 'faulty')) return [];
      const last = this.progress.received(first.stream, key).sequence;
      const lowest = lowestOf(waiting);
      const next = modeOf(first.stream) !== 'facts' || (lowest?.sequence ?? 0) <= last + 1;
      return lowest && next ? [lowest] : [];
    });
  }

  /** All that is parked for the keys of this transaction. */
  waiting(): Parked[] {
    return [...this.#parked.values()].flatMap((lanes) => [...lanes.values()].flat());
  }

  unpark(message: Parked): void {
    const waiting = this.#lane(message.stream, message.key);
    waiting.splice(waiting.indexOf(message), 1);
    this.#renamed.delete(message);
    if (message.id !== undefined) this.#gone.push(message.id);
  }

  /** Writes what changed but the progress, which is settled together with the facts. */
  async save(sql: Sql): Promise<void> {
    const fresh = await this.#keepable(sql);
    if (this.#gone.length > 0) await sql`DELETE FROM messaging.parked WHERE id = ANY (${this.#gone})`;
    if (fresh.length > 0) await this.#saveParked(fresh, sql);
    if (this.#renamed.size > 0) {
      const rows = [...this.#renamed].map(({ id, why, reason }) => ({ id, why, reason }));
      await sql`
        UPDATE messaging.parked AS p SET why = r.why, reason = r.reason, parked_at = app_now()
        FROM json_to_recordset(${json(rows)}) AS r (id bigint, why text, reason text) WHERE p.id = r.id`;
    }
    if (this.#skipped.length > 0) {
      await sql`
        INSERT INTO messaging.skipped (stream, key, sequence, type, skipped_at)
        SELECT stream, key, sequence, type, app_now()
        FROM json_to_recordset(${json(this.#skipped)}) AS s (stream text, key text, sequence bigint, type text)
        ON CONFLICT DO NOTHING`;
    }
  }

  /** What is new and may be kept. What queued behind a message that may not is tried again: nothing is before it any more. */
  async #keepable(sql: Sql): Promise<readonly Parked[]> {
    const fresh = this.waiting().filter(({ id }) => id === undefined);
    const kept = await withoutErased(fresh, sql);
    if (kept.length === fresh.length) return kept;
    const dropped = new Set(fresh.filter((one) => !kept.includes(one)).map(laneOf));
    for (const one of kept) if (one.why === 'behind' && dropped.has(laneOf(one))) one.why = 'redriven';
    return kept;
  }

  async #saveParked(fresh: readonly Parked[], sql: Sql): Promise<void> {
    const rows = fresh.map(({ stream, key, sequence, why, reason, record }) => ({
      stream,
      key,
      sequence: sequence ?? null,
      partition: record.partition,
      at_offset: String(record.offset),
      why,
      reason,
      headers: record.headers,
      body: record.value ? `\\x${record.value.toString('hex')}` : null,
    }));
    await sql`
      INSERT INTO messaging.parked (stream, key, sequence, partition, at_offset, why, reason, headers, body, parked_at)
      SELECT stream, key, sequence, partition, at_offset, why, reason, headers, body, app_now()
      FROM json_to_recordset(${json(rows)}) AS p (
        stream text, key text, sequence bigint, partition int, at_offset bigint, why text, reason text, headers json, body bytea
      )
      ON CONFLICT DO NOTHING`;
  }
}

const NONE: readonly Parked[] = [];

/** A message after a gap blocks nothing but itself: what fills the gap must be able to pass. */
const blocks = ({ why }: Parked): boolean => why === 'waits' || why === 'faulty' || why === 'redriven';

const lowestOf = (waiting: readonly Parked[]): Parked | undefined =>
  waiting.reduce<Parked | undefined>(
    (one, other) => (one && (one.sequence ?? 0) <= (other.sequence ?? 0) ? one : other),
    undefined,
  );

const laneOf = ({ stream, key }: Parked): string => `${stream}/${key}`;

const idOf = ({ headers }: Arrived['record']): string => headers['ce_id'] ?? '';

/** The same record again: a sequence alone may be another's. */
const isSame = (parked: Parked, { sequence, record }: Arrived): boolean =>
  idOf(parked.record) === idOf(record) &&
  ((sequence !== undefined && parked.sequence === sequence) ||
    (parked.record.partition === record.partition && parked.record.offset === record.offset));

function parkedOf({ id, stream, key, sequence, why, reason, headers, body, ...at }: ParkedRow): Parked {
  const record = { partition: at.partition, offset: BigInt(at.at_offset), headers, value: body };
  return { id, stream, key, why, reason, record, ...(sequence === null ? {} : { sequence }) };
}
