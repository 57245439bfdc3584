import { Client } from 'pg';
import type { Addresses } from './addresses.js';
import { Trouble } from './trouble.js';

/**
 * The statement that moves a database's `app_now()` away from `now()` by an interval as Postgres writes it, such as
 * `3 days`. The one way in which time is ever moved: demo and tests run it as the superuser. No service can: the function
 * belongs to the role that migrates.
 */
export function clockMovedBy(interval: string): string {
  return `CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT now() + interval ''${interval}'''`;
}

/** Moves the time of a platform that belongs to the caller: `app_now()` of every database is `now()` plus this. */
export async function moveClock(addresses: Addresses, by: string): Promise<void> {
  for (const url of Object.values(addresses.databases)) {
    await onDatabase(addresses, url, async (client) => client.query(clockMovedBy(by)));
  }
}

/** Runs something in a database of the platform as its superuser. @throws Trouble when the databases run elsewhere */
export async function onDatabase<T>(
  { admin }: Addresses,
  url: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  if (admin === undefined) {
    throw new Trouble(
      'The clock was not moved',
      'the databases run elsewhere and are not ours',
      'Only a platform that npm start made, with its own Postgres, has a clock to move.',
    );
  }
  const address = new URL(admin);
  address.pathname = new URL(url).pathname;
  const client = new Client({ connectionString: address.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
