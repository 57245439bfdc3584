import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { type DatabaseName, databaseNames } from './config.js';
import type { RunningPostgres } from './postgres.js';

/**
 * One database and one role per service, and those of intake's keys, each closed to all other roles: what a service must
 * not read, it cannot, and who steals intake's database has no key of it.
 * May be run again; a role's password becomes the given one.
 * @returns the address of each, as its own role
 */
export async function createDatabases(
  postgres: Pick<RunningPostgres, 'adminUrl' | 'url'>,
  passwords: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const client = new Client({ connectionString: postgres.adminUrl });
  await client.connect();
  try {
    const urls: Record<string, string> = {};
    for (const one of databaseNames) {
      const name = nameInPostgres(one);
      const password = passwords[one] ?? '';
      await createDatabase(client, name, password);
      urls[one] = postgres.url(name, { name, password });
    }
    return urls;
  } finally {
    await client.end();
  }
}

/** `follow-up` → `tuntas_follow_up`, the name of both database and role. */
function nameInPostgres(name: DatabaseName): string {
  return `tuntas_${name.replaceAll('-', '_')}`;
}

async function createDatabase(client: Client, name: string, password: string): Promise<void> {
  const role = escapeIdentifier(name);
  const known = await client.query<{ role: boolean; database: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
            EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database`,
    [name],
  );
  const act = known.rows[0]?.role ? 'ALTER' : 'CREATE';
  await client.query(`${act} ROLE ${role} LOGIN PASSWORD ${escapeLiteral(password)}`);
  // The cheaper strategy for a template of 7 MB: no checkpoint before and after (Postgres' default since 15).
  if (!known.rows[0]?.database) await client.query(`CREATE DATABASE ${role} OWNER ${role} STRATEGY wal_log`);
  await client.query(`REVOKE CONNECT ON DATABASE ${role} FROM PUBLIC`);
}
