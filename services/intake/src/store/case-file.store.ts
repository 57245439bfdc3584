import { Inject, Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import type { Act, CaseFile } from '../domain/case-file.js';
import { saveActs } from './acts.js';
import { type CaseFileRow, fileOf } from './case-file-row.js';
import { DataKeys } from './data-keys.js';
import { sealComplaints } from './seal-complaints.js';

interface LoadedRow {
  readonly complaint_id: string;
  readonly file: CaseFileRow;
  readonly acts: Act[] | null;
}

/**
 * The complainant's view of many cases: read in one statement, written in one, lines of the timeline included. Acts, and
 * words that are sealed, take statements of their own; only when the complainant acted.
 */
@Injectable()
export class CaseFileStore implements Store<CaseFile> {
  constructor(@Inject(DataKeys) private readonly keys: DataKeys) {}

  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, CaseFile>> {
    const rows = await sql<LoadedRow>`
      SELECT complaint_id, to_json(f) AS file, (
        SELECT json_agg(json_strip_nulls(json_build_object('act', act, 'aboutId', about_id, 'at', acted_at, 'refused', refused))
          ORDER BY acted_at)
        FROM acts WHERE acts.complaint_id = f.complaint_id
      ) AS acts
      FROM case_files f WHERE complaint_id = ANY (${keys}::uuid[]) FOR UPDATE`;
    return new Map(rows.map(({ complaint_id: id, file, acts }) => [id, fileOf(file, acts ?? [])]));
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
      INSERT INTO case_files (complaint_id, state, holder, round, version, secret, category, area, answer, clocks, dates, pause,
        class, urgent, title_text_id, published_text_id, merged, appealed, withdrawal_asked, left_at, over_since)
      SELECT * FROM json_to_recordset(${json(files)}) AS f (
        id uuid, state text, holder json, round int, version int, secret boolean, category text, area text, answer json,
        clocks json, dates json, pause json, class text, urgent boolean, "titleTextId" uuid, "publishedTextId" uuid,
        merged json, appealed boolean, "withdrawalAsked" boolean, "leftAt" timestamptz, "overSince" timestamptz
      )
      ON CONFLICT (complaint_id) DO UPDATE SET
        (state, holder, round, version, secret, category, area, answer, clocks, dates, pause, class, urgent, title_text_id,
         published_text_id, merged, appealed, withdrawal_asked, left_at, over_since) =
        (EXCLUDED.state, EXCLUDED.holder, EXCLUDED.round, EXCLUDED.version, EXCLUDED.secret, EXCLUDED.category, EXCLUDED.area,
         EXCLUDED.answer, EXCLUDED.clocks, EXCLUDED.dates, EXCLUDED.pause, EXCLUDED.class, EXCLUDED.urgent,
         EXCLUDED.title_text_id, EXCLUDED.published_text_id, EXCLUDED.merged, EXCLUDED.appealed, EXCLUDED.withdrawal_asked,
         EXCLUDED.left_at, EXCLUDED.over_since)`;
    const toSeal = [...changed].flatMap(([id, file]) => (file.toSeal === true ? [id] : []));
    if (toSeal.length > 0) await sealComplaints(toSeal, this.keys, sql);
    await saveActs(changed, this.keys, sql);
  }

  /** Of a secret complaint no time of day gets out. */
  discreet({ secret }: CaseFile): boolean {
    return secret;
  }
}
