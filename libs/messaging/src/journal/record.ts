import type { Fact } from '@tuntas/events';
import { json, type Sql } from '@tuntas/postgres';
import { Progress, type ProgressRow } from './progress.js';

/** Order per key holds inside a shard; more shards than relay lanes, so that lanes can be spread over processes. */
export const SHARDS = 16;

/** A fact about one key, on its way into the journal. */
export interface Recorded {
  readonly key: string;
  readonly fact: Fact;
  /** The event that caused it. */
  readonly causationId?: string | undefined;
  /** Random id and date-only time: see Store.discreet. */
  readonly discreet?: boolean | undefined;
}

/** Up to where a partition is applied. */
export interface Offset {
  readonly stream: string;
  readonly partition: number;
  /** A 64-bit number as text. */
  readonly next_offset: string;
}

/** The fact with its body parsed against the schema; throws when a handler made a body that nobody declared. */
export function declared({ event, data }: Fact): Fact {
  return { event, data: event.schema.parse(data) };
}

/**
 * Appends facts to journal and outbox and writes how far keys and partitions are: one statement for any number of
 * them, in the caller's transaction, which holds the locks of the keys. Sequence and outbox id are drawn after the
 * key's lock was taken, so their order per key is the order of commits. Facts are made with `declared()`.
 */
export async function settle(
  sql: Sql,
  facts: readonly Recorded[],
  progress: Progress,
  offsets: readonly Offset[],
): Promise<void> {
  const rows = facts.map((recorded) => rowOf(recorded, progress));
  const keys = progress.changed();
  if (rows.length === 0 && keys.length === 0 && offsets.length === 0) return;
  await sql`
    WITH written AS (
      INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data, causation_id)
      SELECT CASE WHEN discreet THEN date_trunc('day', app_now()) ELSE app_now() END,
        CASE WHEN discreet THEN gen_random_uuid() ELSE uuidv7() END, stream, key, sequence, type, data, causation_id
      FROM json_to_recordset(${json(rows)}) AS f (
        stream text, key text, sequence bigint, type text, data json, causation_id uuid, discreet boolean
      )
      RETURNING id, recorded_at, key
    ), pending AS (
      INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
      SELECT abs(hashtextextended(key, 0) % ${SHARDS}), id, recorded_at FROM written ORDER BY id
    ), reached AS (
      INSERT INTO messaging.progress AS p (key, received, sent)
      SELECT key, received, sent FROM json_to_recordset(${json(keys)}) AS k (key text, received jsonb, sent jsonb)
      ON CONFLICT (key) DO UPDATE SET received = EXCLUDED.received, sent = EXCLUDED.sent
    )
    INSERT INTO messaging.inbox_offsets AS o (stream, partition, next_offset)
    SELECT * FROM json_to_recordset(${json(offsets)}) AS n (stream text, partition int, next_offset bigint)
    ON CONFLICT (stream, partition) DO UPDATE SET next_offset = greatest(o.next_offset, EXCLUDED.next_offset)`;
}

/**
 * Appends the first facts of keys that nobody knows yet: a complaint's fresh random id needs no lock. Fails with a
 * unique violation, and records nothing, when a key is not new.
 */
export async function recordFirst(sql: Sql, facts: readonly Recorded[]): Promise<void> {
  const progress = new Progress();
  const rows = facts.map((recorded) => rowOf(recorded, progress));
  const keys: readonly ProgressRow[] = progress.changed();
  if (rows.length === 0) return;
  await sql`
    WITH written AS (
      INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data, causation_id)
      SELECT CASE WHEN discreet THEN date_trunc('day', app_now()) ELSE app_now() END,
        CASE WHEN discreet THEN gen_random_uuid() ELSE uuidv7() END, stream, key, sequence, type, data, causation_id
      FROM json_to_recordset(${json(rows)}) AS f (
        stream text, key text, sequence bigint, type text, data json, causation_id uuid, discreet boolean
      )
      RETURNING id, recorded_at, key
    ), pending AS (
      INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
      SELECT abs(hashtextextended(key, 0) % ${SHARDS}), id, recorded_at FROM written ORDER BY id
    )
    INSERT INTO messaging.progress (key, received, sent)
    SELECT key, received, sent FROM json_to_recordset(${json(keys)}) AS k (key text, received jsonb, sent jsonb)`;
}

function rowOf({ key, fact: { event, data }, causationId, discreet }: Recorded, progress: Progress): object {
  return {
    stream: event.stream,
    key,
    sequence: progress.send(event.stream, key),
    type: event.type,
    data,
    causation_id: causationId ?? null,
    discreet: discreet ?? false,
  };
}
