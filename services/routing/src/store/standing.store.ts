import { Injectable } from '@nestjs/common';
import { recordAudit, type Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import { lockOrganisation } from './lock-organisation.js';

/** Whether a body is there, who works in it, and who answers for an agency that is not active. */
interface Standing {
  readonly over: boolean;
  readonly active: boolean;
  readonly answeredBy: string | null;
  readonly hasLiaison: boolean | null;
  /** Of a unit: what it is called. */
  readonly name: string | null;
}

/** How an agency or unit stood when it was last looked at, and how it stands now. */
export interface Looked {
  readonly of: 'agency' | 'unit';
  readonly code: string;
  readonly before: Standing;
  readonly now: Standing;
}

/** Agencies and units with their standing, for the clock that follows it. */
@Injectable()
export class StandingStore implements Store<Looked> {
  /** Codes whose standing has changed, by posts, dates and what stands above. */
  async changed(sql: Sql, most: number): Promise<string[]> {
    const rows = await sql<{ code: string }>`
      SELECT code FROM agencies AS a JOIN agency_standing AS s USING (code)
      WHERE (a.over, a.coordinator_filled, a.answered_by) IS DISTINCT FROM (s.over, s.active, s.answered_by)
      UNION ALL
      SELECT code FROM units AS u JOIN unit_standing AS s USING (code)
      WHERE (u.over, u.active, u.liaison_filled, u.name) IS DISTINCT FROM (s.over, s.active, s.liaison_filled, s.name)
      ORDER BY code LIMIT ${most}`;
    return rows.map(({ code }) => code);
  }

  async load(codes: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Looked>> {
    await lockOrganisation(sql);
    const rows = await sql<Looked>`
      SELECT code, 'agency' AS of,
        json_build_object('over', a.over, 'active', coordinator_filled, 'answeredBy', a.answered_by) AS before,
        json_build_object('over', s.over, 'active', s.active, 'answeredBy', s.answered_by) AS now
      FROM agencies AS a JOIN agency_standing AS s USING (code) WHERE code = ANY (${codes})
      UNION ALL
      SELECT code, 'unit', json_build_object('over', u.over, 'active', u.active, 'hasLiaison', u.liaison_filled, 'name', u.name),
        json_build_object('over', s.over, 'active', s.active, 'hasLiaison', s.liaison_filled, 'name', s.name)
      FROM units AS u JOIN unit_standing AS s USING (code) WHERE code = ANY (${codes})`;
    return new Map(rows.map((looked) => [looked.code, looked]));
  }

  async save(changed: ReadonlyMap<string, Looked>, sql: Sql): Promise<void> {
    const rows = [...changed].map(([code, { of, now }]) => ({ code, of, ...now }));
    await sql`
      UPDATE agencies AS a SET version = a.version + 1, over = n.over, coordinator_filled = n.active,
        answered_by = n."answeredBy"
      FROM json_to_recordset(${json(rows)}) AS n (code text, of text, over boolean, active boolean, "answeredBy" text)
      WHERE a.code = n.code AND n.of = 'agency'`;
    await sql`
      INSERT INTO former_names (code, name, until_at)
      SELECT code, name, next_name_at FROM units
      WHERE next_name_at <= app_now() AND name <> next_name AND code = ANY (${[...changed.keys()]})`;
    await sql`
      UPDATE units AS u SET version = u.version + 1, over = n.over, active = n.active, liaison_filled = n."hasLiaison",
        name = n.name, next_name = CASE WHEN u.next_name <> n.name THEN u.next_name END,
        next_name_at = CASE WHEN u.next_name <> n.name THEN u.next_name_at END
      FROM json_to_recordset(${json(rows)}) AS n
        (code text, of text, over boolean, active boolean, "hasLiaison" boolean, name text)
      WHERE u.code = n.code AND n.of = 'unit'`;
    await recordAudit(sql, ...[...changed.values()].map(entryOf));
  }
}

/** Nobody asked for it, so no other entry says when somebody else began to answer for an agency. */
const entryOf = ({ code, now: { over, active, answeredBy, hasLiaison } }: Looked) => ({
  type: 'standing.changed' as const,
  key: code,
  data: {
    by: { service: 'routing' as const },
    over,
    active,
    answeredBy: answeredBy ?? null,
    hasLiaison: hasLiaison ?? null,
  },
});
