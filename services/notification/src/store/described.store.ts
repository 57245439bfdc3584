import { Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

/** The newest description of a row that others own: an agency, a unit, a category, an area, a calendar. */
export interface Described {
  readonly type: string;
  readonly code: string;
  readonly version: number;
  readonly data: unknown;
}

@Injectable()
export class DescribedStore implements Store<Described> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Described>> {
    const rows = await sql<Described & { key: string }>`
      SELECT key, type, code, version, data FROM described WHERE key = ANY (${keys}) FOR UPDATE`;
    return new Map(rows.map(({ key, ...row }) => [key, row]));
  }

  async save(changed: ReadonlyMap<string, Described>, sql: Sql): Promise<void> {
    const rows = [...changed].map(([key, row]) => ({ key, ...row }));
    await sql`
      INSERT INTO described (key, type, code, version, data)
      SELECT * FROM json_to_recordset(${json(rows)}) AS r (key text, type text, code text, version int, data json)
      ON CONFLICT (key) DO UPDATE SET (version, data) = (EXCLUDED.version, EXCLUDED.data)`;
  }
}
