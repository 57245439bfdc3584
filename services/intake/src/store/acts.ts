import type { KeyObject } from 'node:crypto';
import { json, type Sql } from '@tuntas/postgres';
import { unavailable } from '@tuntas/runtime';
import type { Act, CaseFile } from '../domain/case-file.js';
import { sealJson } from '../secrets/sealing.js';
import type { DataKeys } from './data-keys.js';

type Kept = Act & { readonly id: string; readonly secret: boolean };

/**
 * Writes what was done now, and marks what was refused now; nothing is asked of the database where neither happened.
 * @throws Problem `unavailable` when words of a secret complaint have no key to be sealed with
 */
export async function saveActs(changed: ReadonlyMap<string, CaseFile>, dataKeys: DataKeys, sql: Sql): Promise<void> {
  const acts = [...changed].flatMap(([id, { acts, secret }]) => acts.map((act): Kept => ({ ...act, id, secret })));
  const fresh = acts.filter((act) => act.fresh === true);
  const judged = acts.filter((act) => act.judged === true);
  if (fresh.length > 0) await insert(fresh, dataKeys, sql);
  if (judged.length > 0) await markRefused(judged, sql);
}

async function insert(acts: readonly Kept[], dataKeys: DataKeys, sql: Sql): Promise<void> {
  const secret = acts.filter((act) => act.secret && act.words !== undefined);
  const keys = await dataKeys.of('words', [...new Set(secret.map(({ id }) => id))]);
  const rows = acts.map(({ words, ...act }) => ({
    ...act,
    textId: words?.id,
    ...(words === undefined ? {} : act.secret ? { sealed: sealed(act.id, words.words, keys) } : { words: words.words }),
  }));
  await sql`
    WITH said AS (
      SELECT * FROM json_to_recordset(${json(rows)}) AS a (
        id uuid, act text, "aboutId" uuid, rating smallint, at timestamptz, "textId" uuid, words text, sealed bytea
      )
    ), kept AS (
      INSERT INTO texts (complaint_id, id, purpose, audience, words, sealed)
      SELECT id, "textId", CASE act WHEN 'completed' THEN 'completion' WHEN 'disputed' THEN 'dispute-reason'
          WHEN 'withdrawn' THEN 'withdrawal-reason' WHEN 'appealed' THEN 'appeal-reason' WHEN 'added' THEN 'addition' END,
        'handlers', words, sealed
      FROM said WHERE "textId" IS NOT NULL
    )
    INSERT INTO acts (complaint_id, about_id, act, rating, reason_text_id, acted_at)
    SELECT id, "aboutId", act, rating, "textId", at FROM said`;
}

function sealed(id: string, text: string, keys: ReadonlyMap<string, KeyObject>): string {
  const key = keys.get(id);
  if (!key) throw unavailable();
  return sealJson(key, `text ${id}`, { text });
}

async function markRefused(acts: readonly Kept[], sql: Sql): Promise<void> {
  await sql`
    UPDATE acts a SET refused = j.refused
    FROM json_to_recordset(${json(acts)}) AS j (id uuid, act text, "aboutId" uuid, refused text)
    WHERE a.complaint_id = j.id AND a.about_id = j."aboutId" AND a.act = j.act`;
}
