import { Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

/** What figures need of a row that others own: its name, and which version counts. */
export interface Described {
  readonly type: 'agency' | 'category' | 'calendar';
  readonly code: string;
  readonly version: number;
  readonly name: string | null;
}

/** The newest version of each. */
@Injectable()
export class DescribedStore implements Store<Described> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Described>> {
    const rows = await sql<Described & { key: string }>`
      SELECT key, type, code, version, name FROM described WHERE key = ANY (${keys}) FOR UPDATE`;
    return new Map(rows.map(({ key, ...row }) => [key, row]));
  }

  async save(changed: ReadonlyMap<string, Described>, sql: Sql): Promise<void> {
    const rows = [...changed].map(([key, row]) => ({ key, ...row }));
    await sql`
      INSERT INTO described (key, type, code, version, name)
      SELECT * FROM json_to_recordset(${json(rows)}) AS r (key text, type text, code text, version int, name text)
      ON CONFLICT (key) DO UPDATE SET (version, name) = (EXCLUDED.version, EXCLUDED.name)`;
  }
}
