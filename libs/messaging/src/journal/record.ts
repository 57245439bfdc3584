import type { Fact } from '@tuntas/events';
import { json, type Sql } from '@tuntas/postgres';

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

/** The fact with its body parsed against the schema; throws when a handler made a body that nobody declared. */
export function declared({ event, data }: Fact): Fact {
  return { event, data: event.schema.parse(data) };
}

/**
 * Appends to journal and outbox, in the caller's transaction, which holds the locks of the keys: one statement for
 * any number of facts. Make them with `declared()`, so that nothing undeclared is ever recorded.
 *
 * Sequence and outbox id are drawn after the key's lock was taken, so their order per key is the order of commits.
 */
export async function record(sql: Sql, facts: readonly Recorded[]): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(({ key, fact: { event, data }, causationId, discreet }) => ({
    stream: event.stream,
    key,
    type: event.type,
    data,
    causation_id: causationId ?? null,
    discreet: discreet ?? false,
  }));
  await sql`
    WITH told AS (
      SELECT * FROM ROWS FROM (json_to_recordset(${json(rows)}) AS (
        stream text, key text, type text, data json, causation_id uuid, discreet boolean
      )) WITH ORDINALITY AS t (stream, key, type, data, causation_id, discreet, place)
    ), counted AS (
      SELECT stream, key, count(*) AS added FROM told GROUP BY stream, key ORDER BY key, stream
    ), heads AS (
      INSERT INTO messaging.stream_heads AS h (stream, key, sequence) SELECT stream, key, added FROM counted
      ON CONFLICT (key, stream) DO UPDATE SET sequence = h.sequence + EXCLUDED.sequence
      RETURNING stream, key, sequence
    ), numbered AS (
      SELECT told.*, heads.sequence - counted.added + row_number() OVER (PARTITION BY told.stream, told.key ORDER BY place) AS sequence
      FROM told JOIN counted USING (stream, key) JOIN heads USING (stream, key)
    ), written AS (
      INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data, causation_id)
      SELECT CASE WHEN discreet THEN date_trunc('day', app_now()) ELSE app_now() END,
        CASE WHEN discreet THEN gen_random_uuid() ELSE uuidv7() END,
        stream, key, sequence, type, data, causation_id
      FROM numbered ORDER BY place
      RETURNING id, recorded_at, key
    )
    INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
    SELECT abs(hashtextextended(key, 0) % ${SHARDS}), id, recorded_at FROM written ORDER BY id`;
}
