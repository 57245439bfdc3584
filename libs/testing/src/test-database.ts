import { createHash, randomBytes } from 'node:crypto';
import { clockMovedBy, createDatabase, createGroups } from '@tuntas/local';
import { Database, type MigrationClass } from '@tuntas/postgres';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  /** As the role a service logs in with: it owns no table, and row-level security binds it. */
  readonly url: string;
  /** As the role that owns the tables: for migrating. */
  readonly ownerUrl: string;
  /** As the superuser, who sees and may do everything: for looking, not for what a service does. */
  readonly database: Database;
  /** Moves `app_now()` of this database on, for clocks; an interval as Postgres writes it, such as `3 days`. */
  moveClock(by: string): Promise<void>;
  /** What every start does with databases that are there: the roles' rights once more. */
  makeAgain(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A fresh database with the migrations applied, copied from a template that is made once a run (0.1 s instead of a
 * migration each). Call it in `beforeAll` and close it in `afterAll`.
 */
export async function testDatabase(migrations: readonly MigrationClass[]): Promise<TestDatabase> {
  const adminUrl = inject('postgresAdminUrl');
  const template = await templateOf(adminUrl, migrations);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner.name}`);
  // The rights of a database itself are not copied with it.
  await administer(adminUrl, `REVOKE CONNECT, TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
  await administer(adminUrl, `GRANT CONNECT ON DATABASE ${name} TO ${service.name}`);
  const url = withDatabase(adminUrl, name);
  const database = await Database.open({ url, name: 'test', migrations });
  return {
    url: asRole(url, service),
    ownerUrl: asRole(url, owner),
    database,
    moveClock: async (by) => {
      await database.query(clockMovedBy(by));
    },
    makeAgain: async () => createDatabase(adminUrl, { name, service, owner }),
    close: async () => {
      await database.close();
      await administer(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

const service = { name: 'tuntas_test', password: 'test' };
const owner = { name: 'tuntas_test_owner', password: 'test' };

/** Two files may need the same template at once: the advisory lock lets one of them make it. */
async function templateOf(adminUrl: string, migrations: readonly MigrationClass[]): Promise<string> {
  const source = migrations.map((one) => new one().name).join();
  const name = `template_${createHash('sha256').update(source).digest('hex').slice(0, 16)}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock(4715900)');
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      // A test file that ended half-way left one behind; under the lock nobody else can be making it.
      await admin.query(`DROP DATABASE IF EXISTS ${name}_unfinished WITH (FORCE)`);
      await createGroups(adminUrl);
      await createDatabase(adminUrl, { name: `${name}_unfinished`, service, owner });
      const url = asRole(withDatabase(adminUrl, `${name}_unfinished`), owner);
      const database = await Database.open({ url, name: 'test', migrations });
      await database.migrate();
      await database.close();
      await admin.query(`ALTER DATABASE ${name}_unfinished RENAME TO ${name}`);
    }
  } finally {
    await admin.end();
  }
  return name;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function asRole(url: string, { name, password }: typeof service): string {
  const changed = new URL(url);
  [changed.username, changed.password] = [name, password];
  return changed.href;
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
