import type { Sql } from '@tuntas/postgres';

/** A batch is one row of 40 bytes an entry; a statement of so many takes a few milliseconds. */
const BATCH_ENTRIES = 1_000;

/**
 * Chains the next entries of the journal, in the order of their ids, up to an id below which nothing can come any more
 * (see Horizon): in one statement, and no entry leaves the database. Resolves with how many entries it chained. The caller's
 * transaction holds the lock of the chain; should it not, two batches of one position meet at the primary key.
 */
export async function chainEntries(sql: Sql, upTo: number, most = BATCH_ENTRIES): Promise<number> {
  // In the order of the index, or not at all: sorting what is left at every batch would make a long backlog endless.
  await sql`
    SELECT set_config('enable_sort', 'off', true), set_config('enable_seqscan', 'off', true),
      set_config('enable_bitmapscan', 'off', true)`;
  const [chained] = await sql<{ entries: number }>`
    WITH before AS (
      SELECT position, ids[cardinality(ids)] AS id, link FROM messaging.audit_chain ORDER BY position DESC LIMIT 1
    ), entries AS (
      SELECT id, sha256(convert_to(array_to_json(ARRAY[
        id::text, (extract(epoch FROM recorded_at) * 1000000)::bigint::text, event_id::text, stream, key, sequence::text,
        type, data::text, causation_id::text
      ])::text, 'UTF8')) AS digest
      FROM messaging.journal
      WHERE id > coalesce((SELECT id FROM before), 0) AND id <= ${upTo}::bigint
      ORDER BY id LIMIT ${most}::int
    ), batch AS (
      SELECT count(*) AS entries, array_agg(id ORDER BY id) AS ids, string_agg(digest, '' ORDER BY id) AS digests
      FROM entries
    )
    INSERT INTO messaging.audit_chain (position, ids, digests, link)
    SELECT coalesce((SELECT position FROM before), 0) + entries, ids, digests,
      sha256(coalesce((SELECT link FROM before), decode(repeat('00', 32), 'hex')) || digests)
    FROM batch WHERE entries > 0
    RETURNING cardinality(ids) AS entries`;
  return chained?.entries ?? 0;
}
