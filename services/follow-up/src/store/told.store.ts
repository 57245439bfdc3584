import { Injectable } from '@nestjs/common';
import type { ComplaintTold, DataOf } from '@tuntas/events';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import { complaintIds } from './complaint-ids.js';

/** What a complainant told, for the officers who handle it. Nothing of a secret complaint. */
export interface Told {
  readonly complaintId: string;
  readonly title: string | null;
  readonly words: string | null;
  readonly place: DataOf<typeof ComplaintTold>['place'] | null;
  readonly gone: boolean;
  /** The complaint became secret: only intake has the words. */
  readonly withheld: boolean;
}

@Injectable()
export class ToldStore implements Store<Told> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Told>> {
    const rows = await sql<Told>`
      SELECT complaint_id AS "complaintId", title, words, place, gone, withheld FROM told
      WHERE complaint_id = ANY (${complaintIds(keys)}::uuid[]) FOR UPDATE`;
    return new Map(rows.map((row) => [row.complaintId, row]));
  }

  async save(changed: ReadonlyMap<string, Told>, sql: Sql): Promise<void> {
    await sql`
      INSERT INTO told (complaint_id, title, words, place, gone)
      SELECT * FROM json_to_recordset(${json([...changed.values()])}) AS n (
        "complaintId" uuid, title text, words text, place jsonb, gone boolean
      )
      ON CONFLICT (complaint_id) DO UPDATE SET title = EXCLUDED.title, words = EXCLUDED.words, place = EXCLUDED.place, gone = EXCLUDED.gone`;
  }
}
