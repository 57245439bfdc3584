import { Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

/** One obligation to tell the complainant, and how it ended: `sent`, or why nobody could be told. */
export interface Notice {
  readonly obligationId: string;
  readonly aboutType: string;
  readonly outcome: string;
  readonly at: string;
}

/** Appends only: no decision needs what was told before, so nothing is loaded. */
@Injectable()
export class NoticesStore implements Store<readonly Notice[]> {
  async load(): Promise<ReadonlyMap<string, readonly Notice[]>> {
    return Promise.resolve(new Map());
  }

  async save(changed: ReadonlyMap<string, readonly Notice[]>, sql: Sql): Promise<void> {
    const rows = [...changed].flatMap(([complaintId, notices]) =>
      notices.map((notice) => ({ complaintId, ...notice })),
    );
    await sql`
      INSERT INTO notices (complaint_id, obligation_id, at, about_type, outcome)
      SELECT "complaintId", "obligationId", at, "aboutType", outcome
      FROM json_to_recordset(${json(rows)}) AS n (
        "complaintId" uuid, "obligationId" uuid, at timestamptz, "aboutType" text, outcome text
      )
      ON CONFLICT (complaint_id, obligation_id) DO UPDATE SET (at, outcome) = (EXCLUDED.at, EXCLUDED.outcome)`;
  }
}
