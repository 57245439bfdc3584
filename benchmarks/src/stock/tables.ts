import type { Ground } from '../ground/ground.js';
import { demand } from '../method/bench.js';
import { stockedServices } from './stock.js';

/** A table with fewer rows than one for so many complaints is not one that grows with them. */
const COMPLAINTS_A_ROW = 200;
/** Tables that do not grow with complaints; all others must be in the stock, or nobody sees what reading them costs. */
const SMALL: ReadonlySet<string> = new Set(
  [
    'settings organisation described days agencies units areas categories publications functions rules migrations',
    // Emptied as fast as they are filled, or filled by faults alone.
    'outbox inbox_offsets parked skipped set_aside case_letters',
  ].flatMap((names) => names.split(' ')),
);
/** Statistics tells nobody anything. */
const EMPTY = 'statistics journal';

interface Table {
  readonly name: string;
  /** Those of months that have not come are empty. */
  readonly parent: string;
  readonly rows: number;
}

/**
 * The tables that grow with complaints, parts of partitioned ones too: `service table` → its whole. Throws Void for one that
 * is neither in the stock nor small.
 */
export async function growingTables(ground: Ground, complaints: number): Promise<Map<string, string>> {
  const growing = new Map<string, string>();
  for (const service of stockedServices) {
    const { rows } = await ground.pool(service).query<Table>(`
      SELECT c.relname AS name, coalesce(p.relname, c.relname) AS parent,
        sum(greatest(c.reltuples, 0)) OVER (PARTITION BY coalesce(p.relname, c.relname))::float8 AS rows
      FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
        LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = i.inhparent
      WHERE c.relkind = 'r' AND s.nspname IN ('public', 'messaging')`);
    for (const { name, parent, rows: count } of rows) {
      if (SMALL.has(parent) || `${service} ${parent}` === EMPTY) continue;
      demand(
        count * COMPLAINTS_A_ROW >= complaints,
        `rows of ${service}'s ${parent} in the stock, or its name among the small`,
      );
      growing.set(`${service} ${name}`, `${service} ${parent}`);
    }
  }
  return growing;
}
