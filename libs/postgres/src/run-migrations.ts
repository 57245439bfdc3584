import { DataSource } from 'typeorm';
import { migrationsOf, type MigrationClass } from './migration.js';

/** Any number, the same for all replicas of a service; each service has its own database. */
const MIGRATION_LOCK = 4_715_001;

/** Runs what is missing in this database, each migration in a transaction of its own; resolves with the names. */
export async function runMigrations(url: string, own: readonly MigrationClass[]): Promise<readonly string[]> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    applicationName: 'migrate',
    synchronize: false,
    migrations: migrationsOf(own),
    migrationsTableName: 'migrations',
  }).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
    await dataSource.destroy();
  }
}
