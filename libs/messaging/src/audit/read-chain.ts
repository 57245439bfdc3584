import type { Sql } from '@tuntas/postgres';
import type { Entry } from './entry.js';
import type { Batch, End } from './verify-batch.js';

/** 100 × 40 kB at most in memory. */
const BATCHES_AT_ONCE = 100;
/** More is not counted: it is far too many already. */
const MOST_COUNTED = 10_000;

/** The batches of the chain, from its beginning. */
export async function* readBatches(sql: Sql): AsyncGenerator<Batch> {
  for (let after = -1; ;) {
    const batches = await sql<Omit<Batch, 'ids'> & { ids: readonly string[] }>`
      SELECT position, ids, digests, link FROM messaging.audit_chain
      WHERE position > ${after}::bigint ORDER BY position LIMIT ${BATCHES_AT_ONCE}::int`;
    for (const batch of batches) yield { ...batch, ids: batch.ids.map(Number) };
    const last = batches.at(-1);
    if (!last || batches.length < BATCHES_AT_ONCE) return;
    after = last.position;
  }
}

/** The entries that belong into a batch, and one more if there is one that does not. */
export async function entriesOf(sql: Sql, before: End, { ids }: Batch): Promise<Entry[]> {
  return sql<Entry>`
    SELECT id, (extract(epoch FROM recorded_at) * 1000000)::bigint::text AS "recordedUs", event_id::text AS "eventId",
      stream, key, sequence::text, type, data::text, causation_id::text AS "causationId"
    FROM messaging.journal
    WHERE id > ${before.id}::bigint AND id <= ${ids.at(-1) ?? before.id}::bigint
    ORDER BY id, recorded_at LIMIT ${ids.length + 1}::int`;
}

/** What the chain has not reached yet. */
export interface Unchained {
  readonly entries: number;
  /** Of secret complaints only the date is known, so their age is not. */
  readonly oldestSeconds: number;
}

export async function unchainedAfter(sql: Sql, { id }: Pick<End, 'id'>): Promise<Unchained> {
  const [found] = await sql<{ entries: number; oldest: number | null }>`
    SELECT count(*)::int AS entries, extract(epoch FROM app_now() - min(recorded_at)
      FILTER (WHERE recorded_at <> date_trunc('day', recorded_at)))::float8 AS oldest
    FROM (
      SELECT recorded_at FROM messaging.journal WHERE id > ${id}::bigint ORDER BY id LIMIT ${MOST_COUNTED}::int
    ) AS first_entries`;
  return { entries: found?.entries ?? 0, oldestSeconds: Math.max(0, found?.oldest ?? 0) };
}
