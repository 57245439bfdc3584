import { Injectable } from '@nestjs/common';
import { eraseWords, type Store } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { complaintIds } from './complaint-ids.js';

/** A complaint whose words were erased. */
export type ErasedWords = 'erased';

/** Erases only: no decision needs what was there before, so nothing is loaded. */
@Injectable()
export class ErasedWordsStore implements Store<ErasedWords> {
  async load(): Promise<ReadonlyMap<string, ErasedWords>> {
    return Promise.resolve(new Map());
  }

  async save(changed: ReadonlyMap<string, ErasedWords>, sql: Sql): Promise<void> {
    await forgetWords([...changed.keys()], sql);
  }
}

/**
 * Removes what this service has of the words of complaints, and keeps a mark that lets no later copy in: what was told, what
 * officers wrote and what they published. What was written to a lead stays while other complainants were merged with it: it
 * was written to them as well. Doing it twice is doing it once.
 */
export async function forgetWords(ids: readonly string[], sql: Sql): Promise<void> {
  const known = complaintIds(ids);
  await sql`
    WITH told AS (
      INSERT INTO told (complaint_id, gone) SELECT id, true FROM unnest(${known}::uuid[]) AS id
      ON CONFLICT (complaint_id) DO UPDATE SET title = NULL, words = NULL, place = NULL, gone = true
    )
    UPDATE texts t SET words = NULL, erased_at = app_now()
    WHERE t.complaint_id = ANY (${known}::uuid[]) AND t.erased_at IS NULL AND (t.audience = 'public' OR NOT EXISTS (
      SELECT FROM cases c WHERE c.complaint_id = t.complaint_id AND jsonb_array_length(c.members) > 0))`;
  await eraseWords(known, sql);
}
