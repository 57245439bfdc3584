import { Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import type { Known, Telling } from '../domain/telling.js';

/** What is known of complaints, and the obligations that facts made. */
@Injectable()
export class TellingStore implements Store<Telling> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Telling>> {
    const rows = await sql<{ complaint_id: string; known: Known }>`
      SELECT complaint_id, known FROM complaints WHERE complaint_id = ANY (${keys}::uuid[]) FOR UPDATE`;
    return new Map(rows.map(({ complaint_id, known }) => [complaint_id, { known, fresh: [] }]));
  }

  /** A fact that comes twice makes no second obligation, even if the inbox forgot it. */
  async save(changed: ReadonlyMap<string, Telling>, sql: Sql): Promise<void> {
    const complaints = [...changed].map(([complaint_id, { known }]) => ({ complaint_id, known }));
    const obligations = [...changed].flatMap(([complaint_id, { fresh }]) =>
      fresh.map((one) => Object.assign({ complaint_id }, one)),
    );
    await sql`
      WITH kept AS (
        INSERT INTO complaints (complaint_id, known)
        SELECT complaint_id, known FROM json_to_recordset(${json(complaints)}) AS c (complaint_id uuid, known json)
        ON CONFLICT (complaint_id) DO UPDATE SET known = EXCLUDED.known
      )
      INSERT INTO obligations (id, complaint_id, about_event_id, about_type, recipient, agency, answer_id, news, known,
        state, attempts, made_at, next_try_at)
      SELECT id, complaint_id, about_event_id, about_type, recipient, agency, answer_id, news, known,
        state, 0, app_now(), app_now()
      FROM json_to_recordset(${json(obligations)}) AS o (
        id uuid, complaint_id uuid, about_event_id uuid, about_type text, recipient text, agency text, answer_id uuid,
        news json, known json, state text
      )
      ON CONFLICT (about_event_id, recipient) DO NOTHING`;
  }
}
