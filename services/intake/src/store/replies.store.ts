import { Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

/** A text of an agency to the complainant. Without words when the complaint is secret or the words were erased. */
export interface Reply {
  readonly textId: string;
  readonly purpose: string;
  readonly agency?: string | undefined;
  readonly words?: string | undefined;
  readonly gone: boolean;
  readonly at: string;
}

/**
 * Appends only: no decision needs what was written before, so nothing is loaded. Words of what is secret here are kept
 * nowhere, also when their writer does not know yet that it is; and what was erased stays so, however often it comes.
 */
@Injectable()
export class RepliesStore implements Store<readonly Reply[]> {
  async load(): Promise<ReadonlyMap<string, readonly Reply[]>> {
    return Promise.resolve(new Map());
  }

  async save(changed: ReadonlyMap<string, readonly Reply[]>, sql: Sql): Promise<void> {
    const rows = [...changed].flatMap(([complaintId, replies]) => replies.map((reply) => ({ complaintId, ...reply })));
    await sql`
      INSERT INTO replies (complaint_id, text_id, at, purpose, agency, words, gone)
      SELECT "complaintId", "textId", at, purpose, agency, CASE WHEN c.secret THEN NULL ELSE words END, gone
      FROM json_to_recordset(${json(rows)}) AS r (
        "complaintId" uuid, "textId" uuid, at timestamptz, purpose text, agency text, words text, gone boolean
      ) LEFT JOIN complaints c ON c.id = "complaintId"
      ON CONFLICT (complaint_id, text_id) DO UPDATE SET words = EXCLUDED.words, gone = EXCLUDED.gone WHERE NOT replies.gone`;
  }
}
