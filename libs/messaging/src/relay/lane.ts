import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Session, Sql } from '@tuntas/postgres';
import { alarm } from '@tuntas/runtime';
import { reached } from '../checkpoint.js';
import { type JournalRow, toRecord } from '../envelope.js';
import { SHARDS } from '../journal/record.js';
import { type Producer, RecordTooLarge } from '../kafka/port.js';
import { restAfterWork } from '../rest.js';
import { fillWords, type Words } from './words.js';

/** One produce request and one delete; larger batches gained nothing and hold more in memory (500 × 1 KiB). */
const BATCH_ROWS = 500;
/** A stopped process loses its shards after this long, a running one polls ten times as often. */
const IDLE_SESSION_MS = 5_000;
const SHORTEST_POLL_MS = 50;
const LONGEST_POLL_MS = 500;
/** How often a lane asks for shards that another process holds. */
const CLAIM_SHARDS_EVERY_MS = 1_000;
const LONGEST_BACKOFF_MS = 5_000;
/** While the broker takes its time the session is kept alive; five beats must be missed for it to end. */
const KEEP_SESSION_EVERY_MS = 1_000;
/** A fact that cannot be sent is tried again so often, with an alarm each time: well within the minute of I20. */
const HELD_MS = 30_000;
/** More facts that cannot be sent than two batches are no fault of theirs: then the lane stops and says so. */
const MOST_HELD = 1_000;
/** Advisory locks of the relay live in a class of their own: (this, shard). */
const RELAY_LOCK = 4_715_002;

interface Pending extends JournalRow {
  readonly outbox_id: number;
}

interface Pointer {
  readonly id: number;
  readonly journal_id: number;
  readonly recorded_at: Date;
}

export interface LaneOptions {
  readonly database: Database;
  readonly producer: Producer;
  readonly source: string;
  readonly topicPrefix: string;
  readonly words: readonly Words[];
  readonly lane: number;
  readonly lanes: number;
}

/**
 * Carries the outbox to Kafka, in order per key.
 *
 * A shard is carried by at most one lane of all processes at a time: the lane holds the shard's advisory lock on the
 * very connection it reads and deletes with, so a lane that lost its connection lost its shards and its right to delete.
 * Batches of a lane go one after the other: read by id, send with acks = all, delete. What is read is "what is still
 * there", never "what is newer than the last": ids are drawn before commits, so a later look finds smaller ids.
 * A crash between send and delete sends again; readers know the sequence. A fact that cannot be sent, since its words are
 * not to be had or it is too large, holds up what follows it on its stream and key, and nothing else.
 */
export class Lane {
  #session: Session | undefined;
  #shards: number[] = [];
  #claimedAt = -Infinity;
  #stopping = false;
  #woken = false;
  #endPause: (() => void) | undefined;
  #running: Promise<void> | undefined;
  /** Until when, by the monotonic clock. */
  readonly #held = new Map<string, number>();

  constructor(private readonly options: LaneOptions) {}

  start(): void {
    this.#running = this.#run();
  }

  /** There is something to carry: do not wait for the next poll. */
  wake(): void {
    this.#woken = true;
    this.#endPause?.();
  }

  /** Finishes the batch in hand and gives the shards back. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.wake();
    await this.#running;
    await this.#session?.close().catch(() => undefined);
  }

  async #run(): Promise<void> {
    let poll = SHORTEST_POLL_MS;
    let backoff = SHORTEST_POLL_MS;
    while (!this.#stopping) {
      this.#woken = false;
      try {
        const began = performance.now();
        const carried = await this.#carryBatch();
        backoff = SHORTEST_POLL_MS;
        poll = carried > 0 ? SHORTEST_POLL_MS : Math.min(poll * 2, LONGEST_POLL_MS);
        if (carried > 0 && carried < BATCH_ROWS) await sleep(restAfterWork(carried, performance.now() - began));
        if (carried < BATCH_ROWS) await this.#pause(poll);
      } catch (error) {
        alarm('relay-stalled', { lane: String(this.options.lane), reason: (error as Error).name });
        await this.#reset();
        await sleep(backoff);
        backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS);
      }
    }
  }

  async #carryBatch(): Promise<number> {
    const sql = await this.#hold();
    if (this.#shards.length === 0) return 0;
    const rows = await this.claim(sql, this.#shards);
    if (rows.length === 0) return 0;
    reached('s4');
    const worded = await fillWords(rows, this.options.words, sql);
    const sent = await this.#send(this.#sendable(rows, worded), sql);
    reached('s5');
    await this.forget(
      sql,
      sent.map((row) => row.outbox_id),
    );
    reached('s6');
    return rows.length;
  }

  /** Sends these rows but those that are too large, and what follows those. Resolves with what was sent. */
  async #send(rows: readonly Pending[], sql: Sql): Promise<readonly Pending[]> {
    const { producer, source, topicPrefix } = this.options;
    const records = rows.map((row) => toRecord(row, source, topicPrefix));
    const beat = setInterval(() => void sql`SELECT 1`.catch(() => undefined), KEEP_SESSION_EVERY_MS);
    try {
      if (records.length > 0) await producer.send(records);
      return rows;
    } catch (error) {
      const large = error instanceof RecordTooLarge ? records.indexOf(error.record) : -1;
      if (large < 0) throw error;
      return await this.#send(
        this.#sendable(
          rows,
          rows.filter((_, at) => at !== large),
        ),
        sql,
      );
    } finally {
      clearInterval(beat);
    }
  }

  /** Those that are good, without what follows one that is not on its stream and key: that waits with it. */
  #sendable(rows: readonly Pending[], good: readonly Pending[]): Pending[] {
    const byId = new Map(good.map((row) => [row.outbox_id, row]));
    return rows.flatMap((row) => {
      const place = placeOf(row);
      if (this.#held.has(place)) return [];
      const sendable = byId.get(row.outbox_id);
      if (sendable) return [sendable];
      this.#held.set(place, performance.now() + HELD_MS);
      alarm('fact-unsendable', { stream: row.stream, key: row.key, sequence: row.sequence });
      return [];
    });
  }

  /** Places of what is not claimed for a while. */
  #places(): ReadonlySet<string> {
    const now = performance.now();
    for (const [place, until] of this.#held) if (until <= now) this.#held.delete(place);
    if (this.#held.size > MOST_HELD) throw new Error('more facts cannot be sent than can be passed by');
    return new Set(this.#held.keys());
  }

  /** What is still to be carried, oldest first, without what is passed by for a while. */
  protected async claim(sql: Sql, shards: readonly number[]): Promise<Pending[]> {
    const held = this.#places();
    for (let after = 0; ;) {
      const pointers = await sql<Pointer>`
        SELECT o.id, o.journal_id, o.recorded_at FROM messaging.outbox o
        WHERE o.shard = ANY (${shards}::smallint[]) AND o.id > ${after}::bigint
        ORDER BY o.id LIMIT ${BATCH_ROWS}`;
      const last = pointers.at(-1);
      if (!last) return [];
      const rows = (await factsOf(pointers, sql)).filter((row) => !held.has(placeOf(row)));
      if (rows.length > 0 || pointers.length < BATCH_ROWS) return rows;
      after = last.id;
    }
  }

  /** The broker has them. */
  protected async forget(sql: Sql, outboxIds: readonly number[]): Promise<void> {
    await sql`DELETE FROM messaging.outbox WHERE id = ANY (${outboxIds}::bigint[])`;
  }

  /** The lane's connection, with as many of its shards as are free. */
  async #hold(): Promise<Sql> {
    if (!this.#session || this.#session.lost()) await this.#reset();
    this.#session ??= await this.options.database.session({
      name: `relay ${this.options.lane}`,
      idleMs: IDLE_SESSION_MS,
      // A statement planned while the outbox was empty would later scan a heap of dead rows.
      settings: { plan_cache_mode: 'force_custom_plan', enable_seqscan: 'off' },
    });
    const { sql } = this.#session;
    const wanted = Array.from({ length: SHARDS }, (_, shard) => shard).filter(
      (shard) => shard % this.options.lanes === this.options.lane && !this.#shards.includes(shard),
    );
    if (wanted.length > 0 && performance.now() - this.#claimedAt > CLAIM_SHARDS_EVERY_MS) {
      this.#claimedAt = performance.now();
      const taken = await sql<{ shard: number }>`
        SELECT shard FROM unnest(${wanted}::int[]) AS shard WHERE pg_try_advisory_lock(${RELAY_LOCK}, shard)`;
      this.#shards.push(...taken.map(({ shard }) => shard));
    }
    return sql;
  }

  async #reset(): Promise<void> {
    this.#shards = [];
    this.#claimedAt = -Infinity;
    await this.#session?.close().catch(() => undefined);
    this.#session = undefined;
  }

  async #pause(ms: number): Promise<void> {
    // Woken since the outbox was read: there may be rows that the reading did not see.
    if (this.#stopping || this.#woken) return;
    const pause = new AbortController();
    this.#endPause = () => pause.abort();
    await sleep(ms, undefined, { signal: pause.signal }).catch(() => undefined);
    this.#endPause = undefined;
  }
}

/** What waits for what: order holds per stream and key. */
const placeOf = ({ stream, key }: JournalRow): string => `${stream} ${key}`;

/**
 * The facts that the pointers point to, in their order. The journal is asked apart, with its time as constants: a join
 * plans all months of the journal at every look, which took three quarters of Postgres' time at 20 complaints a second.
 */
async function factsOf(pointers: readonly Pointer[], sql: Sql): Promise<Pending[]> {
  const times = pointers.map(({ recorded_at }) => recorded_at.getTime());
  // A Date has cut the microseconds off.
  const [from, to] = [new Date(Math.min(...times)), new Date(Math.max(...times) + 1)];
  const facts = await sql<JournalRow & { journal_id: number }>`
    SELECT j.id AS journal_id, j.event_id, j.stream, j.key, j.sequence, j.type, j.recorded_at, j.data::text AS data, j.causation_id
    FROM messaging.journal j
    WHERE j.id = ANY (${pointers.map(({ journal_id }) => journal_id)}::bigint[])
      AND j.recorded_at BETWEEN ${from}::timestamptz AND ${to}::timestamptz`;
  const byId = new Map(facts.map((fact) => [fact.journal_id, fact]));
  return pointers.flatMap(({ id, journal_id }) => {
    const fact = byId.get(journal_id);
    return fact ? [{ ...fact, outbox_id: id }] : [];
  });
}
