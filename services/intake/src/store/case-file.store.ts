import { Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import type { Act, CaseFile } from '../domain/case-file.js';

interface FileRow extends Omit<CaseFile, 'acts' | 'happened'> {
  readonly complaint_id: string;
  readonly acts: Act[] | null;
}

/** The complainant's view of many cases: read in one statement, written in one, lines of the timeline and acts included. */
@Injectable()
export class CaseFileStore implements Store<CaseFile> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, CaseFile>> {
    const rows = await sql<FileRow>`
      SELECT f.*, (
        SELECT json_agg(json_build_object('act', act, 'aboutId', about_id, 'at', acted_at) ORDER BY acted_at)
        FROM acts WHERE acts.complaint_id = f.complaint_id
      ) AS acts
      FROM case_files f WHERE complaint_id = ANY (${keys}::uuid[]) FOR UPDATE`;
    return new Map(
      rows.map(({ complaint_id: id, acts, category, area, answer, pause, ...file }) => [
        id,
        {
          ...file,
          category: category ?? undefined,
          area: area ?? undefined,
          answer: answer ?? undefined,
          pause: pause ?? undefined,
          acts: acts ?? [],
          happened: [],
        },
      ]),
    );
  }

  async save(changed: ReadonlyMap<string, CaseFile>, sql: Sql): Promise<void> {
    // What is no column of the row (acts, what happened) is passed over by the record's definition.
    const files = [...changed].map(([id, file]) => ({ id, ...file, acts: undefined, happened: undefined }));
    const timeline = [...changed].flatMap(([id, { happened }]) => happened.map((line) => ({ id, ...line })));
    await sql`
      WITH happened AS (
        INSERT INTO timeline (complaint_id, event_id, at, place, type, data)
        SELECT id, "eventId", at, place, type, data
        FROM json_to_recordset(${json(timeline)}) AS t (id uuid, "eventId" uuid, at timestamptz, place int, type text, data json)
        ON CONFLICT DO NOTHING
      )
      INSERT INTO case_files (complaint_id, state, holder, round, version, secret, category, area, answer, clocks, dates, pause)
      SELECT * FROM json_to_recordset(${json(files)}) AS f (
        id uuid, state text, holder json, round int, version int, secret boolean, category text, area text, answer json,
        clocks json, dates json, pause json
      )
      ON CONFLICT (complaint_id) DO UPDATE SET
        (state, holder, round, version, secret, category, area, answer, clocks, dates, pause) =
        (EXCLUDED.state, EXCLUDED.holder, EXCLUDED.round, EXCLUDED.version, EXCLUDED.secret, EXCLUDED.category, EXCLUDED.area,
         EXCLUDED.answer, EXCLUDED.clocks, EXCLUDED.dates, EXCLUDED.pause)`;
    const acts = [...changed].flatMap(([id, file]) => file.acts.filter(isFresh).map((act) => ({ id, ...act })));
    if (acts.length > 0) await saveActs(acts, sql);
  }

  /** Of a secret complaint no time of day gets out. */
  discreet({ secret }: CaseFile): boolean {
    return secret;
  }
}

/** Loaded acts carry no mark; a fresh one is written once. */
const isFresh = (act: Act): boolean => act.fresh === true;

/** Only when the complainant acted, so that reactions stay at two statements. */
async function saveActs(acts: readonly (Act & { id: string })[], sql: Sql): Promise<void> {
  const rows = acts.map(({ words, ...act }) => ({
    ...act,
    textId: words?.id,
    words: words?.words,
    sealed: words?.sealed,
  }));
  await sql`
    WITH said AS (
      SELECT * FROM json_to_recordset(${json(rows)}) AS a (
        id uuid, act text, "aboutId" uuid, rating smallint, at timestamptz, "textId" uuid, words text, sealed bytea
      )
    ), kept AS (
      INSERT INTO texts (complaint_id, id, purpose, audience, words, sealed)
      SELECT id, "textId", CASE act WHEN 'completed' THEN 'completion' ELSE 'dispute-reason' END, 'handlers', words, sealed
      FROM said WHERE "textId" IS NOT NULL
    )
    INSERT INTO acts (complaint_id, about_id, act, rating, reason_text_id, acted_at)
    SELECT id, "aboutId", act, rating, "textId", at FROM said`;
}
