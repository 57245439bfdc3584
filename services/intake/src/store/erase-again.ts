import type { Erased } from '@tuntas/messaging';
import { type Database, json, type Sql } from '@tuntas/postgres';
import type { DataKeys } from './data-keys.js';
import { eraseIdentities, eraseTexts } from './erasure.store.js';

/** Complaints a transaction. */
const PAGE = 500;

export interface OnTheLog {
  readonly identities: readonly Erased[];
  readonly words: readonly Erased[];
}

/**
 * After a restore of intake's database or of that of the keys: what was erased, by the facts on the log or by this database's
 * own marks, is erased again, keys first. Erasing twice is erasing once, so it may be run at any time.
 * @returns how many identities and how many complaints' words
 */
export async function eraseAgain(
  onTheLog: OnTheLog,
  database: Database,
  keys: DataKeys,
): Promise<{ readonly identities: number; readonly words: number }> {
  await markAgain(onTheLog, database.sql);
  const [identities, words] = [await marked('identity', database.sql), await marked('words', database.sql)];
  for (const ids of pages(identities)) await database.transaction(async (sql) => eraseIdentities(ids, keys, sql));
  for (const ids of pages(words)) await database.transaction(async (sql) => eraseTexts(ids, keys, sql));
  return { identities: identities.length, words: words.length };
}

/** The marks that a restored database has forgotten; those that it has stay as they are. */
async function markAgain({ identities, words }: OnTheLog, sql: Sql): Promise<void> {
  const wordsAt = new Map(words.map(({ complaintId, at }) => [complaintId, at.toISOString()]));
  const rows = identities.map(({ complaintId, because, at }) => ({
    id: complaintId,
    because,
    at: at.toISOString(),
    wordsAt: wordsAt.get(complaintId),
  }));
  await sql`
    INSERT INTO erasures AS e (complaint_id, because, words, asked_at, identity_erased_at, words_erased_at)
    SELECT id, because, because = 'asked' OR "wordsAt" IS NOT NULL, at, at, "wordsAt"
    FROM json_to_recordset(${json(rows)}) AS r (id uuid, because text, at timestamptz, "wordsAt" timestamptz)
    ON CONFLICT (complaint_id) DO UPDATE SET
      words = e.words OR EXCLUDED.words,
      identity_erased_at = coalesce(e.identity_erased_at, EXCLUDED.identity_erased_at),
      words_erased_at = coalesce(e.words_erased_at, EXCLUDED.words_erased_at)`;
}

async function marked(what: 'identity' | 'words', sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    SELECT complaint_id AS id FROM erasures
    WHERE CASE ${what} WHEN 'identity' THEN identity_erased_at ELSE words_erased_at END IS NOT NULL ORDER BY 1`;
  return rows.map(({ id }) => id);
}

function* pages(ids: readonly string[]): Generator<string[]> {
  for (let at = 0; at < ids.length; at += PAGE) yield ids.slice(at, at + PAGE);
}
