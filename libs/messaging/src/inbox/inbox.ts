import { modeOf, type StreamName } from '@tuntas/events';
import { json, type Sql } from '@tuntas/postgres';
import type { Arrived, Opened } from '../envelope.js';
import { Progress } from '../journal/progress.js';

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

const lane = (stream: string, key: string): string => `${stream}\n${key}`;

/**
 * The last sequence applied per stream and key, and what is parked, for the keys of one transaction. It finds
 * duplicates and gaps without remembering every event, so it needs no cleaning.
 */
export class Inbox {
  readonly #parked = new Map<string, Parked[]>();
  readonly #gone: number[] = [];
  readonly #skipped: { stream: string; key: string; sequence: number; type: string }[] = [];

  constructor(readonly progress: Progress) {}

  /** Reads progress and parked messages of the keys, whose locks the transaction holds. */
  static async load(keys: readonly string[], sql: Sql): Promise<Inbox> {
    const inbox = new Inbox(await Progress.load(keys, sql));
    for (const row of await sql<ParkedRow>`SELECT * FROM messaging.parked WHERE key = ANY (${keys}) ORDER BY id`) {
      inbox.#lane(row.stream, row.key).push(parkedOf(row));
    }
    return inbox;
  }

  #lane(stream: string, key: string): Parked[] {
    const name = lane(stream, key);
    const parked = this.#parked.get(name) ?? [];
    this.#parked.set(name, parked);
    return parked;
  }

  /** Judges a message by its sequence; `opened` only for its id. */
  judge({ stream, key, sequence = 0 }: Arrived, opened: Opened): Verdict {
    const { sequence: last, eventId } = this.progress.received(stream, key);
    if (sequence < last) return 'duplicate';
    if (sequence === last) return eventId === opened.id ? 'duplicate' : 'conflict';
    const waiting = this.#lane(stream, key);
    if (waiting.some((parked) => parked.sequence === sequence)) return 'duplicate';
    if (modeOf(stream) === 'facts' && sequence > last + 1) return waiting.length > 0 ? 'behind' : 'gap';
    return waiting.some(blocks) ? 'behind' : 'next';
  }

  /** The message was applied, or has no meaning here: the next one may come. */
  advance({ stream, key, sequence = 0 }: Arrived, opened: Opened): void {
    this.progress.receive(stream, key, sequence, opened.id);
    if (!opened.declaration) this.#skipped.push({ stream, key, sequence, type: opened.type });
  }

  park({ stream, key, sequence, record }: Arrived, why: Why, reason: string): void {
    this.#lane(stream, key).push({ stream, key, record, why, reason, ...(sequence === undefined ? {} : { sequence }) });
  }

  /** The parked message of each stream that may be tried now, for one key; none of a stream with a faulty one. */
  ready(key: string): Parked[] {
    return [...this.#parked.values()].flatMap((waiting) => {
      const first = waiting[0];
      if (first?.key !== key || waiting.some(({ why }) => why === 'faulty')) return [];
      const last = this.progress.received(first.stream, key).sequence;
      const lowest = waiting.reduce((one, other) => ((other.sequence ?? 0) < (one.sequence ?? 0) ? other : one));
      const next = modeOf(first.stream) !== 'facts' || lowest.sequence === last + 1 || lowest.why === 'redriven';
      return next ? [lowest] : [];
    });
  }

  /** All that is parked for the keys of this transaction. */
  waiting(): Parked[] {
    return [...this.#parked.values()].flat();
  }

  unpark(message: Parked): void {
    const waiting = this.#lane(message.stream, message.key);
    waiting.splice(waiting.indexOf(message), 1);
    if (message.id !== undefined) this.#gone.push(message.id);
  }

  /** Writes what changed but the progress, which is settled together with the facts. */
  async save(sql: Sql): Promise<void> {
    const fresh = [...this.#parked.values()].flat().filter(({ id }) => id === undefined);
    if (this.#gone.length > 0) await sql`DELETE FROM messaging.parked WHERE id = ANY (${this.#gone})`;
    if (fresh.length > 0) await this.#saveParked(fresh, sql);
    if (this.#skipped.length > 0) {
      await sql`
        INSERT INTO messaging.skipped (stream, key, sequence, type, skipped_at)
        SELECT stream, key, sequence, type, app_now()
        FROM json_to_recordset(${json(this.#skipped)}) AS s (stream text, key text, sequence bigint, type text)
        ON CONFLICT DO NOTHING`;
    }
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

/** A message after a gap blocks nothing but itself: what fills the gap must be able to pass. */
const blocks = ({ why }: Parked): boolean => why === 'waits' || why === 'faulty' || why === 'redriven';

function parkedOf({ id, stream, key, sequence, why, reason, headers, body, ...at }: ParkedRow): Parked {
  const record = { partition: at.partition, offset: BigInt(at.at_offset), headers, value: body };
  return { id, stream, key, why, reason, record, ...(sequence === null ? {} : { sequence }) };
}
