import { Injectable } from '@nestjs/common';
import type { AgencyDescribed, AreaDescribed, CategoryDescribed, DataOf, UnitDescribed } from '@tuntas/events';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

export type Agency = Pick<
  DataOf<typeof AgencyDescribed>,
  'code' | 'version' | 'name' | 'active' | 'zone' | 'successor' | 'answeredBy'
>;
export type Unit = DataOf<typeof UnitDescribed>;
export type Area = Pick<DataOf<typeof AreaDescribed>, 'code' | 'version' | 'kind' | 'zone'>;
export type Category = Pick<DataOf<typeof CategoryDescribed>, 'code' | 'version'>;

const byCode = <Row extends { code: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.code, row]));

/** Agencies as routing described them last. */
@Injectable()
export class AgencyStore implements Store<Agency> {
  async load(codes: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Agency>> {
    return byCode(await sql<Agency>`SELECT * FROM agencies WHERE code = ANY (${codes}) FOR UPDATE`);
  }

  async save(changed: ReadonlyMap<string, Agency>, sql: Sql): Promise<void> {
    await sql`
      INSERT INTO agencies (code, version, name, active, zone, successor, answered_by)
      SELECT * FROM json_to_recordset(${json([...changed.values()])}) AS n (
        code text, version int, name text, active boolean, zone text, successor text, "answeredBy" text
      )
      ON CONFLICT (code) DO UPDATE SET version = EXCLUDED.version, name = EXCLUDED.name, active = EXCLUDED.active,
        zone = EXCLUDED.zone, successor = EXCLUDED.successor, answered_by = EXCLUDED.answered_by`;
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
      INSERT INTO units (code, version, agency, name, active, has_liaison, successor, split)
      SELECT * FROM json_to_recordset(${json([...changed.values()])}) AS n (
        code text, version int, agency text, name text, active boolean, "hasLiaison" boolean, successor text,
        split jsonb
      )
      ON CONFLICT (code) DO UPDATE SET version = EXCLUDED.version, agency = EXCLUDED.agency, name = EXCLUDED.name,
        active = EXCLUDED.active, has_liaison = EXCLUDED.has_liaison, successor = EXCLUDED.successor, split = EXCLUDED.split`;
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

/** Categories as routing described them last; whoever names one is told when it is none. */
@Injectable()
export class CategoryStore implements Store<Category> {
  async load(codes: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Category>> {
    return byCode(await sql<Category>`SELECT * FROM categories WHERE code = ANY (${codes}) FOR UPDATE`);
  }

  async save(changed: ReadonlyMap<string, Category>, sql: Sql): Promise<void> {
    await sql`
      INSERT INTO categories (code, version)
      SELECT * FROM json_to_recordset(${json([...changed.values()])}) AS n (code text, version int)
      ON CONFLICT (code) DO UPDATE SET version = EXCLUDED.version`;
  }
}
