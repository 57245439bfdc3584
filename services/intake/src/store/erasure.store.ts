import { Inject, Injectable } from '@nestjs/common';
import { eraseWords, type Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import { counter } from '@tuntas/runtime';
import type { BecauseErased, Demand, Erasable } from '../domain/erasure.js';
import { DataKeys } from './data-keys.js';

interface Row {
  readonly id: string;
  readonly secret: boolean;
  readonly over: boolean;
  readonly held: boolean;
  readonly because: BecauseErased | null;
  readonly words: boolean;
  readonly asked_at: Date;
  readonly identity_erased_at: Date | null;
  readonly words_erased_at: Date | null;
}

/** Counted where it is written: a transaction that fails after that, and is done again, is counted twice. */
const erasedTotal = counter({
  name: 'intake_erased_total',
  help: 'Identities and words of complaints that were erased, by why.',
  labels: ['what', 'because'],
});

type Changed = ReadonlyMap<string, Erasable>;

/**
 * What is to be erased of complaints, and the erasing. Keys are destroyed first, under the complaint's lock and before the
 * commit: what the facts say is then true whenever anybody hears it. A crash between the two is mended by doing it again.
 */
@Injectable()
export class ErasureStore implements Store<Erasable> {
  constructor(@Inject(DataKeys) private readonly keys: DataKeys) {}

  async load(ids: readonly string[], sql: Sql): Promise<Changed> {
    const rows = await sql<Row>`
      SELECT c.id, c.secret, coalesce(f.state IN ('CLOSED', 'ARCHIVED', 'WITHDRAWN'), false) AS over,
        EXISTS (SELECT FROM legal_holds h WHERE h.complaint_id = c.id AND h.lifted_at IS NULL
          AND (h.until IS NULL OR h.until >= app_now()::date)) AS held,
        e.because, e.words, e.asked_at, e.identity_erased_at, e.words_erased_at
      FROM complaints c LEFT JOIN case_files f ON f.complaint_id = c.id LEFT JOIN erasures e ON e.complaint_id = c.id
      WHERE c.id = ANY (${ids}::uuid[]) FOR UPDATE OF c`;
    return new Map(rows.map((row) => [row.id, erasableOf(row)]));
  }

  async save(changed: Changed, sql: Sql, loaded: Changed): Promise<void> {
    const newly = (what: 'identityErasedAt' | 'wordsErasedAt'): string[] =>
      [...changed].flatMap(([id, { demand }]) =>
        demand?.[what] !== undefined && loaded.get(id)?.demand?.[what] === undefined ? [id] : [],
      );
    const rows = [...changed].map(([id, { demand }]) => ({ id, ...demand }));
    await sql`
      INSERT INTO erasures (complaint_id, because, words, asked_at, identity_erased_at, words_erased_at)
      SELECT * FROM json_to_recordset(${json(rows)}) AS e (id uuid, because text, words boolean, "askedAt" timestamptz,
        "identityErasedAt" timestamptz, "wordsErasedAt" timestamptz)
      ON CONFLICT (complaint_id) DO UPDATE SET
        (because, words, asked_at, identity_erased_at, words_erased_at) =
        (EXCLUDED.because, EXCLUDED.words, EXCLUDED.asked_at, EXCLUDED.identity_erased_at, EXCLUDED.words_erased_at)`;
    await eraseIdentities(newly('identityErasedAt'), this.keys, sql);
    await eraseTexts(newly('wordsErasedAt'), this.keys, sql);
    const why = (id: string): BecauseErased => changed.get(id)?.demand?.because ?? 'asked';
    for (const id of newly('identityErasedAt')) erasedTotal.inc({ what: 'identity', because: why(id) });
    for (const id of newly('wordsErasedAt')) erasedTotal.inc({ what: 'words', because: why(id) });
  }

  discreet({ secret }: Erasable): boolean {
    return secret;
  }
}

/** The key, and what it had sealed. Doing it twice is doing it once. */
export async function eraseIdentities(ids: readonly string[], keys: DataKeys, sql: Sql): Promise<void> {
  if (ids.length === 0) return;
  await keys.destroy('identity', ids);
  await sql`
    WITH gone AS (DELETE FROM identities WHERE complaint_id = ANY (${ids}::uuid[]))
    UPDATE complaints SET reachable = false WHERE id = ANY (${ids}::uuid[]) AND reachable`;
}

/** All words that intake has of a complaint: the complainant's, their key, and copies of what was written back. */
export async function eraseTexts(ids: readonly string[], keys: DataKeys, sql: Sql): Promise<void> {
  if (ids.length === 0) return;
  await keys.destroy('words', ids);
  await sql`
    WITH gone AS (
      UPDATE texts SET title = NULL, words = NULL, place = NULL, sealed = NULL, erased_at = app_now()
      WHERE complaint_id = ANY (${ids}::uuid[]) AND erased_at IS NULL
    ), marked AS (
      UPDATE case_files SET erased = true WHERE complaint_id = ANY (${ids}::uuid[]) AND NOT erased
    )
    UPDATE replies SET words = NULL, gone = true WHERE complaint_id = ANY (${ids}::uuid[]) AND NOT gone`;
  await eraseWords(ids, sql);
}

function erasableOf({ secret, over, held, because, ...row }: Row): Erasable {
  const demand: Demand | undefined =
    because === null
      ? undefined
      : {
          because,
          words: row.words,
          askedAt: row.asked_at.toISOString(),
          identityErasedAt: row.identity_erased_at?.toISOString(),
          wordsErasedAt: row.words_erased_at?.toISOString(),
        };
  return { secret, over, held, demand };
}
