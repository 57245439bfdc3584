import { Injectable } from '@nestjs/common';
import type { AgencyDescribed, AreaDescribed, DataOf, UnitDescribed } from '@tuntas/events';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

export type Agency = Pick<
  DataOf<typeof AgencyDescribed>,
  'code' | 'version' | 'name' | 'active' | 'zone' | 'successor'
>;
export type Unit = DataOf<typeof UnitDescribed>;
export type Area = Pick<DataOf<typeof AreaDescribed>, 'code' | 'version' | 'kind' | 'zone'>;

const byCode = <Row extends { code: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.code, row]));

/** Agencies as routing described them last. */
@Injectable()
export class AgencyStore implements Store<Agency> {
  /** Whether there is such an agency, active or not. */
  async isKnown(agency: string, sql: Sql): Promise<boolean> {
    return (await sql`SELECT FROM agencies WHERE code = ${agency}`).length > 0;
  }

  /** Those of the codes that no agency has. */
  async unknownOf(codes: readonly string[], sql: Sql): Promise<readonly string[]> {
    if (codes.length === 0) return [];
    const rows = await sql<{ code: string }>`SELECT code FROM agencies WHERE code = ANY (${codes})`;
    const known = new Set(rows.map(({ code }) => code));
    return codes.filter((code) => !known.has(code));
  }

  async load(codes: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Agency>> {
    return byCode(await sql<Agency>`SELECT * FROM agencies WHERE code = ANY (${codes}) FOR UPDATE`);
  }

  async save(changed: ReadonlyMap<string, Agency>, sql: Sql): Promise<void> {
    await sql`
      INSERT INTO agencies (code, version, name, active, zone, successor)
      SELECT * FROM json_to_recordset(${json([...changed.values()])}) AS n (
        code text, version int, name text, active boolean, zone text, successor text
      )
      ON CONFLICT (code) DO UPDATE SET version = EXCLUDED.version, name = EXCLUDED.name, active = EXCLUDED.active,
        zone = EXCLUDED.zone, successor = EXCLUDED.successor`;
  }
}

/** Units as routing described them last. */
@Injectable()
export class UnitStore implements Store<Unit> {
  /** One unit, for a person's choice of it. */
  async described(unit: string, sql: Sql): Promise<Unit | undefined> {
    const [row] = await sql<Unit>`
      SELECT code, version, agency, name, active, has_liaison AS "hasLiaison" FROM units WHERE code = ${unit}`;
    return row;
  }

  async load(codes: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Unit>> {
    return byCode(
      await sql<Unit>`
        SELECT code, version, agency, name, active, has_liaison AS "hasLiaison" FROM units WHERE code = ANY (${codes}) FOR UPDATE`,
    );
  }

  async save(changed: ReadonlyMap<string, Unit>, sql: Sql): Promise<void> {
    await sql`
      INSERT INTO units (code, version, agency, name, active, has_liaison, successor)
      SELECT * FROM json_to_recordset(${json([...changed.values()])}) AS n (
        code text, version int, agency text, name text, active boolean, "hasLiaison" boolean, successor text
      )
      ON CONFLICT (code) DO UPDATE SET version = EXCLUDED.version, agency = EXCLUDED.agency, name = EXCLUDED.name,
        active = EXCLUDED.active, has_liaison = EXCLUDED.has_liaison, successor = EXCLUDED.successor`;
  }
}

/** Areas as routing described them last; clocks need their zones. */
@Injectable()
export class AreaStore implements Store<Area> {
  async load(codes: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Area>> {
    return byCode(await sql<Area>`SELECT * FROM areas WHERE code = ANY (${codes}) FOR UPDATE`);
  }

  async save(changed: ReadonlyMap<string, Area>, sql: Sql): Promise<void> {
    await sql`
      INSERT INTO areas (code, version, kind, zone)
      SELECT * FROM json_to_recordset(${json([...changed.values()])}) AS n (code text, version int, kind text, zone text)
      ON CONFLICT (code) DO UPDATE SET version = EXCLUDED.version, kind = EXCLUDED.kind, zone = EXCLUDED.zone`;
  }
}
