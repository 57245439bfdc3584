import { Injectable } from '@nestjs/common';
import { recordAudit, type Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import type { PostHolder, Unsealing } from '../domain/unsealing.js';

/** A complaint whose identity may be opened, with what was asked for it so far. */
export interface Unsealable {
  readonly secret: boolean;
  readonly anonymous: boolean;
  readonly erased: boolean;
  readonly unsealings: readonly Unsealing[];
  /** What happened now, for the complainant's timeline – and, for the audit alone, by whom; absent after every load. */
  readonly acted?: { readonly id: string; readonly type: string; readonly data: object; readonly by: PostHolder };
}

interface Row extends Omit<Unsealable, 'unsealings' | 'acted'> {
  readonly id: string;
  readonly unsealings: Unsealing[] | null;
}

@Injectable()
export class UnsealingStore implements Store<Unsealable> {
  async load(ids: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Unsealable>> {
    const rows = await sql<Row>`
      SELECT c.id, c.secret, c.anonymous, e.identity_erased_at IS NOT NULL AS erased, (
        SELECT json_agg(json_strip_nulls(json_build_object('id', u.id, 'reason', reason, 'askedBy', asked_by,
          'askedAt', asked_at, 'agreedBy', agreed_by, 'agreedAt', agreed_at, 'readAt', read_at)) ORDER BY u.asked_at)
        FROM unsealings u WHERE u.complaint_id = c.id
      ) AS unsealings
      FROM complaints c LEFT JOIN erasures e ON e.complaint_id = c.id
      WHERE c.id = ANY (${ids}::uuid[]) FOR UPDATE OF c`;
    return new Map(rows.map(({ id, unsealings, ...row }) => [id, { ...row, unsealings: unsealings ?? [] }]));
  }

  async save(changed: ReadonlyMap<string, Unsealable>, sql: Sql): Promise<void> {
    const rows = [...changed].flatMap(([complaintId, { unsealings }]) =>
      unsealings.map((one) => ({ complaintId, ...one })),
    );
    const acted = [...changed].flatMap(([complaintId, { acted: one }]) => (one ? [{ complaintId, ...one }] : []));
    await sql`
      WITH told AS (
        INSERT INTO data_acts (complaint_id, id, type, data, acted_at)
        SELECT "complaintId", id, type, data, app_now()
        FROM json_to_recordset(${json(acted)}) AS a ("complaintId" uuid, id uuid, type text, data json)
      )
      INSERT INTO unsealings (id, complaint_id, reason, asked_by, asked_at, agreed_by, agreed_at, read_at)
      SELECT id, "complaintId", reason, "askedBy", "askedAt", "agreedBy", "agreedAt", "readAt"
      FROM json_to_recordset(${json(rows)}) AS u (id uuid, "complaintId" uuid, reason text, "askedBy" json,
        "askedAt" timestamptz, "agreedBy" json, "agreedAt" timestamptz, "readAt" timestamptz)
      ON CONFLICT (id) DO UPDATE SET (agreed_by, agreed_at, read_at) =
        (EXCLUDED.agreed_by, EXCLUDED.agreed_at, EXCLUDED.read_at)`;
    const entries = [...changed].flatMap(([key, { secret: discreet, acted: one }]) =>
      one ? [{ type: 'act.done' as const, key, data: { by: one.by, act: one.type }, discreet }] : [],
    );
    await recordAudit(sql, ...entries);
  }

  discreet({ secret }: Unsealable): boolean {
    return secret;
  }
}
