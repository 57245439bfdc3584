import { OFFICERS_ROLE, SERVICE_ROLE } from '@tuntas/postgres';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { type DatabaseName, databaseNames } from './config.js';
import type { DatabasePasswords } from './secrets.js';

/** Each database, as the role that serves from it and as the one that owns its tables and migrates. */
export interface DatabaseAddresses {
  readonly services: Readonly<Record<string, string>>;
  readonly owners: Readonly<Record<string, string>>;
}

interface NewDatabase {
  readonly name: string;
  /** Logs in to serve: reads and writes rows, and can change no table. */
  readonly service: { readonly name: string; readonly password: string };
  /** Logs in to migrate. */
  readonly owner: { readonly name: string; readonly password: string };
}

/**
 * One database per service, and one of intake's keys, each closed to all roles but its own two: what a service must not
 * read, it cannot, and who steals intake's database has no key of it. May be run again; a role's password becomes the
 * given one.
 * @param adminUrl the superuser's
 */
export async function createDatabases(adminUrl: string, passwords: DatabasePasswords): Promise<DatabaseAddresses> {
  const services: Record<string, string> = {};
  const owners: Record<string, string> = {};
  await createGroups(adminUrl);
  for (const one of databaseNames) {
    const name = nameInPostgres(one);
    const own = { name, password: passwords.services[one] ?? '' };
    const owner = { name: `${name}_owner`, password: passwords.owners[one] ?? '' };
    await createDatabase(adminUrl, { name, service: own, owner });
    services[one] = addressOf(adminUrl, name, own);
    owners[one] = addressOf(adminUrl, name, owner);
  }
  return { services, owners };
}

/** `follow-up` → `tuntas_follow_up`, the name of both database and role. */
function nameInPostgres(name: DatabaseName): string {
  return `tuntas_${name.replaceAll('-', '_')}`;
}

/** The roles that migrations name. A service may become `officers` for a statement; it is never so by itself. */
export async function createGroups(adminUrl: string): Promise<void> {
  await onServer(adminUrl, async (client) => {
    for (const role of [SERVICE_ROLE, OFFICERS_ROLE]) {
      if (!(await isThere(client, 'pg_roles WHERE rolname', role))) await client.query(`CREATE ROLE ${role} NOLOGIN`);
    }
    await client.query(`GRANT ${OFFICERS_ROLE} TO ${SERVICE_ROLE} WITH INHERIT FALSE, SET TRUE`);
  });
}

/** Makes the database and its two roles, or brings one of before to the same rights. */
export async function createDatabase(adminUrl: string, { name, service, owner }: NewDatabase): Promise<void> {
  const [database, served, owned] = [name, service.name, owner.name].map((one) => escapeIdentifier(one));
  await onServer(adminUrl, async (client) => {
    for (const { name: role, password } of [service, owner]) {
      const act = (await isThere(client, 'pg_roles WHERE rolname', role)) ? 'ALTER' : 'CREATE';
      await client.query(`${act} ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${escapeLiteral(password)}`);
    }
    await client.query(`GRANT ${SERVICE_ROLE} TO ${served}`);
    // The cheaper strategy for a template of 7 MB: no checkpoint before and after (Postgres' default since 15).
    if (!(await isThere(client, 'pg_database WHERE datname', name))) {
      await client.query(`CREATE DATABASE ${database} OWNER ${owned} STRATEGY wal_log`);
    }
  });
  await onServer(addressOf(adminUrl, name), async (client) => {
    // Databases of before belonged to the role that served; what it was granted goes to the new owner with them.
    await client.query(`REASSIGN OWNED BY ${served} TO ${owned}`);
    await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${served}`);
    await client.query(rightsOf(owned ?? ''));
  });
}

const ROWS = 'SELECT, INSERT, UPDATE, DELETE';

/**
 * Rows of all tables, those to come included; no table itself. A table of before is given only where nobody was given
 * anything of it: what a migration took away – the journal may not be rewritten – stays taken away.
 */
function rightsOf(owner: string): string {
  return `
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT USAGE ON SCHEMAS TO ${SERVICE_ROLE};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT ${ROWS} ON TABLES TO ${SERVICE_ROLE};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT SELECT ON SEQUENCES TO ${SERVICE_ROLE};
    DO $$
    DECLARE
      own text;
      kept regclass;
    BEGIN
      FOR own IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO ${SERVICE_ROLE}', own);
        FOR kept IN SELECT oid FROM pg_class WHERE relnamespace = own::regnamespace AND relkind IN ('r', 'p', 'v')
          AND NOT has_table_privilege('${SERVICE_ROLE}', oid, 'SELECT') LOOP
          EXECUTE format('GRANT ${ROWS} ON %s TO ${SERVICE_ROLE}', kept);
        END LOOP;
        EXECUTE format('GRANT SELECT ON ALL SEQUENCES IN SCHEMA %I TO ${SERVICE_ROLE}', own);
      END LOOP;
    END $$`;
}

async function isThere(client: Client, where: string, name: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`SELECT EXISTS (SELECT FROM ${where} = $1) AS there`, [name]);
  return rows[0]?.there === true;
}

/** The address of another database of the same server, as another role where one is given. */
function addressOf(
  url: string,
  database: string,
  login?: { readonly name: string; readonly password: string },
): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  if (login) [address.username, address.password] = [login.name, login.password];
  return address.href;
}

async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
