import type { Addresses } from '@tuntas/local';
import pg from 'pg';

/**
 * Moves the time of a platform that belongs to the caller: `app_now()` of every database is `now()` plus this. Only for
 * demo and tests; services in production have no right to replace the function.
 */
export async function moveClock({ databases, admin }: Addresses, by: string): Promise<void> {
  if (!admin) throw new Error('The clock of databases that run elsewhere is not ours to move.');
  for (const url of Object.values(databases)) {
    const address = new URL(admin);
    address.pathname = new URL(url).pathname;
    const client = new pg.Client({ connectionString: address.href });
    await client.connect();
    await client.query(
      `CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT now() + interval ''${by}'''`,
    );
    await client.end();
  }
}
