import type { MigrationInterface, QueryRunner } from 'typeorm';

/** TypeORM wants a class whose name ends in a timestamp, which is also the order in which they run. */
export type MigrationClass = new () => MigrationInterface;

/**
 * A migration written as SQL. Append-only: a released one is never edited; expand first, contract in a later release.
 * There is no way down: a mistake is repaired by the next migration, a disaster by the backup.
 */
export function migration(name: string, ...statements: readonly string[]): MigrationClass {
  return class implements MigrationInterface {
    readonly name = name;

    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement);
    }

    async down(): Promise<void> {
      await Promise.reject(new Error(`${name} has no way down: write the next migration instead.`));
    }
  };
}

/**
 * All SQL takes the time from `app_now()`. In production it is `now()`; only the demo and the tests replace the
 * function, so that a year of clocks runs in a minute without a second code path.
 */
const CreateAppNow = migration(
  'CreateAppNow1700000000001',
  `CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT now()'`,
);

/** The service's migrations after those that every database has. */
export function migrationsOf(own: readonly MigrationClass[]): MigrationClass[] {
  return [CreateAppNow, ...own];
}
