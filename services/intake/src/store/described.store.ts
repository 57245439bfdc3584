import { Injectable } from '@nestjs/common';
import { json, type Sql } from '@tuntas/postgres';
import type { Store } from '@tuntas/messaging';

/** The newest description of a row that another service owns: an agency, a category, a calendar … */
export interface Described {
  /** `agency`, `unit`, `category`, `area`, `calendar`, `limits`. */
  readonly type: string;
  readonly code: string;
  readonly version: number;
  readonly data: unknown;
}

/** Rows of the streams that keep the latest. An id that several streams share stays apart by its type. */
@Injectable()
export class OrganisationStore implements Store<Described> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Described>> {
    const rows = await sql<Described & { key: string }>`
      SELECT key, type, code, version, data FROM organisation WHERE key = ANY (${keys}) FOR UPDATE`;
    return new Map(rows.map(({ key, ...row }) => [key, row]));
  }

  async save(changed: ReadonlyMap<string, Described>, sql: Sql): Promise<void> {
    const rows = [...changed].map(([key, row]) => ({ key, ...row }));
    await sql`
      INSERT INTO organisation (key, type, code, version, data)
      SELECT * FROM json_to_recordset(${json(rows)}) AS o (key text, type text, code text, version int, data json)
      ON CONFLICT (key) DO UPDATE SET (type, code, version, data) = (EXCLUDED.type, EXCLUDED.code, EXCLUDED.version, EXCLUDED.data)`;
  }
}

@Injectable()
export class SettingsStore implements Store<Described> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Described>> {
    const rows = await sql<Described & { key: string }>`
      SELECT key, type, code, version, data FROM settings WHERE key = ANY (${keys}) FOR UPDATE`;
    return new Map(rows.map(({ key, ...row }) => [key, row]));
  }

  async save(changed: ReadonlyMap<string, Described>, sql: Sql): Promise<void> {
    const rows = [...changed].map(([key, row]) => ({ key, ...row }));
    await sql`
      INSERT INTO settings (key, type, code, version, data)
      SELECT * FROM json_to_recordset(${json(rows)}) AS s (key text, type text, code text, version int, data json)
      ON CONFLICT (key) DO UPDATE SET (type, code, version, data) = (EXCLUDED.type, EXCLUDED.code, EXCLUDED.version, EXCLUDED.data)`;
  }
}
