import { Injectable } from '@nestjs/common';
import { ComplaintHeld, ComplaintReleased, type Role } from '@tuntas/events';
import { type AuditEntry, recordAudit, type Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

/** The officer who did something, and as what. */
export interface Officer {
  readonly role: Role;
  readonly subject: string;
}

export interface LegalHold {
  readonly id: string;
  readonly reason: string;
  readonly until?: string | undefined;
  /** The complainant is not told, while it stands, that the identity was opened. */
  readonly conceals: boolean;
  readonly placedBy: Officer;
  readonly liftedBy?: Officer | undefined;
}

/** A complaint with the holds that were placed and not lifted. */
export interface Holdable {
  readonly secret: boolean;
  readonly holds: readonly LegalHold[];
}

interface Row {
  readonly id: string;
  readonly secret: boolean;
  readonly holds: LegalHold[] | null;
}

@Injectable()
export class HoldStore implements Store<Holdable> {
  async load(ids: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Holdable>> {
    const rows = await sql<Row>`
      SELECT c.id, c.secret, (
        SELECT json_agg(json_strip_nulls(json_build_object('id', h.id, 'reason', reason, 'until', until,
          'conceals', conceals, 'placedBy', json_build_object('role', placed_by_role, 'subject', placed_by_subject))))
        FROM legal_holds h WHERE h.complaint_id = c.id AND lifted_at IS NULL
      ) AS holds
      FROM complaints c WHERE c.id = ANY (${ids}::uuid[]) FOR UPDATE OF c`;
    return new Map(rows.map(({ id, secret, holds }) => [id, { secret, holds: holds ?? [] }]));
  }

  async save(
    changed: ReadonlyMap<string, Holdable>,
    sql: Sql,
    loaded: ReadonlyMap<string, Holdable> = new Map(),
  ): Promise<void> {
    const rows = [...changed].flatMap(([complaintId, { holds }]) => holds.map((hold) => ({ complaintId, ...hold })));
    await sql`
      INSERT INTO legal_holds AS h (id, complaint_id, reason, until, conceals, placed_by_role, placed_by_subject, placed_at,
        lifted_by_role, lifted_by_subject, lifted_at)
      SELECT id, "complaintId", reason, until, conceals, "placedBy" ->> 'role', "placedBy" ->> 'subject', app_now(),
        "liftedBy" ->> 'role', "liftedBy" ->> 'subject', CASE WHEN "liftedBy" IS NOT NULL THEN app_now() END
      FROM json_to_recordset(${json(rows)}) AS n (id uuid, "complaintId" uuid, reason text, until date, conceals boolean, "placedBy" json,
        "liftedBy" json)
      ON CONFLICT (id) DO UPDATE SET (lifted_by_role, lifted_by_subject, lifted_at) =
        (EXCLUDED.lifted_by_role, EXCLUDED.lifted_by_subject, EXCLUDED.lifted_at)`;
    await recordAudit(sql, ...[...changed].flatMap(([id, held]) => entriesOf(id, held, loaded.get(id))));
  }

  discreet({ secret }: Holdable): boolean {
    return secret;
  }
}

/** Which person placed or lifted a hold: the fact names the role alone. */
function entriesOf(key: string, { secret: discreet, holds }: Holdable, before?: Holdable): AuditEntry[] {
  const stood = new Set(before?.holds.map(({ id }) => id));
  return holds.flatMap(({ id, placedBy, liftedBy }) => {
    if (stood.has(id) && !liftedBy) return [];
    const [by, { type: act }] = liftedBy ? [liftedBy, ComplaintReleased] : [placedBy, ComplaintHeld];
    return [{ type: 'act.done', key, data: { by, act }, discreet }];
  });
}
