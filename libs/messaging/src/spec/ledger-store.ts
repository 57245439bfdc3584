import { json, migration, type Sql } from '@tuntas/postgres';
import type { Store } from '../store.js';

/** What the tests decide on: a row a key that remembers, in order, what was applied to it. */
export interface Line {
  readonly applied: readonly string[];
}

export const CreateLines = migration(
  'CreateLines1700000000900',
  `CREATE TABLE lines (key text PRIMARY KEY, applied jsonb NOT NULL, CHECK (NOT applied ? 'forbidden'))`,
);

export class LineStore implements Store<Line> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Line>> {
    const rows = await sql<{ key: string; applied: string[] }>`
      SELECT key, applied FROM lines WHERE key = ANY (${keys}) FOR UPDATE`;
    return new Map(rows.map(({ key, applied }) => [key, { applied }]));
  }

  async save(changed: ReadonlyMap<string, Line>, sql: Sql): Promise<void> {
    const rows = [...changed].map(([key, { applied }]) => ({ key, applied }));
    await sql`
      INSERT INTO lines SELECT * FROM json_to_recordset(${json(rows)}) AS l (key text, applied jsonb)
      ON CONFLICT (key) DO UPDATE SET applied = EXCLUDED.applied`;
  }
}
