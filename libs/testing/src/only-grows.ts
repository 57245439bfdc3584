import { Database, type MigrationClass } from '@tuntas/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from './test-database.js';

const tables = ['messaging.journal', 'messaging.audit_chain', 'messaging.audit_heads'];
const denied = /permission denied/;

/** A service's journal and its chain, as the role that serves sees them after all its migrations: it adds and reads. */
export function describeGrowingJournal(service: string, migrations: readonly MigrationClass[]): void {
  describe(`the journal of ${service}, for the role that serves from it`, () => {
    let db: TestDatabase;
    let serving: Database;
    beforeAll(async () => {
      db = await testDatabase(migrations);
      serving = await Database.open({ url: db.url, name: 'test' });
    });
    afterAll(async () => {
      await serving.close();
      await db.close();
    });

    it('grows', async () => {
      await serving.sql`
        INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data)
        VALUES (app_now(), uuidv7(), 'audit', 'x', 0, 'head.signed', '{}')`;
      await serving.sql`INSERT INTO messaging.audit_chain VALUES (1, '{1}', '', '')`;
      await serving.sql`
        INSERT INTO messaging.audit_heads (position, link, signed_at, key_id, public_key, signature)
        VALUES (1, '', app_now(), 'x', 'x', '')`;
      for (const table of tables) expect(await serving.query(`SELECT FROM ${table}`)).toHaveLength(1);
    });

    it('is never changed, shortened or emptied, nor is any month of it', async () => {
      const months = await db.database.sql<{ name: string }>`
        SELECT relid::text AS name FROM pg_partition_tree('messaging.journal') WHERE isleaf`;
      expect(months.length).toBeGreaterThan(12);
      for (const table of [...tables, ...months.map(({ name }) => name)]) {
        const column = table.includes('journal') ? 'key' : 'link';
        await expect(serving.query(`UPDATE ${table} SET ${column} = ${column}`), table).rejects.toThrow(denied);
        await expect(serving.query(`DELETE FROM ${table}`), table).rejects.toThrow(denied);
        await expect(serving.query(`TRUNCATE ${table}`), table).rejects.toThrow(denied);
      }
    });
  });
}
