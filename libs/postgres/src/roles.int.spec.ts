import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from './database.js';
import { migration } from './migration.js';
import { onlyGrows, refuseMightyLogin, refuseRewritingLogin, SERVICE_ROLE } from './roles.js';

const CreateNotes = migration(
  'CreateNotes1700000000902',
  'CREATE TABLE notes (id int PRIMARY KEY, words text)',
  'CREATE TABLE kept (id int, words text) PARTITION BY RANGE (id)',
  'CREATE TABLE kept_first PARTITION OF kept FOR VALUES FROM (0) TO (10)',
  ...onlyGrows('kept'),
);

let test: TestDatabase;
let service: Database;

beforeAll(async () => {
  test = await testDatabase([CreateNotes]);
  service = await Database.open({ url: test.url, name: 'test' });
});
afterAll(async () => {
  await service.close();
  await test.close();
});

describe('the role a service logs in with', () => {
  it('reads and writes rows of tables that its owner made', async () => {
    await service.sql`INSERT INTO notes VALUES (1, 'satu')`;
    await service.sql`UPDATE notes SET words = 'dua'`;
    expect(await service.sql`SELECT words FROM notes`).toEqual([{ words: 'dua' }]);
    await service.sql`DELETE FROM notes`;
  });

  it.each([
    ['change a table', 'ALTER TABLE notes ADD COLUMN more text'],
    ['end row-level security', 'ALTER TABLE notes DISABLE ROW LEVEL SECURITY'],
    ['write a policy', 'CREATE POLICY mine ON notes USING (true)'],
    ['empty a table', 'TRUNCATE notes'],
    ['drop one', 'DROP TABLE notes'],
    ['make one', 'CREATE TABLE more (id int)'],
    ['make a table of its own for a while', 'CREATE TEMPORARY TABLE more (id int)'],
    ['move the clock', `CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'`],
    ['become who owns', 'SET ROLE tuntas_test_owner'],
    ['read a file of the server', `SELECT pg_read_file('postgresql.conf')`],
  ])('cannot %s', async (_what, statement) => {
    await expect(service.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });
});

describe('a login that row-level security would not bind', () => {
  it.each([
    ['of the superuser', () => test.database.sql, 'is above row-level security'],
    ['of who owns the tables', undefined, 'owns tables'],
  ])('%s is refused', async (_whose, sql, why) => {
    const owner = await Database.open({ url: test.ownerUrl, name: 'test' });
    await expect(refuseMightyLogin(sql?.() ?? owner.sql)).rejects.toThrow(why);
    await owner.close();
  });

  it('is not the one a service has', async () => {
    await expect(refuseMightyLogin(service.sql)).resolves.toBeUndefined();
  });
});

describe('a login that could rewrite what only grows', () => {
  it('is not the one a service has, also when the databases are made again', async () => {
    await test.makeAgain();
    await expect(refuseRewritingLogin(service.sql, ['kept'])).resolves.toBeUndefined();
    await service.sql`INSERT INTO kept VALUES (1, 'satu')`;
    await expect(service.sql`DELETE FROM kept_first`).rejects.toThrow('permission denied');
  });

  it.each([
    ['a right on the table', 'DELETE ON kept', 'kept'],
    ['one on a partition', 'TRUNCATE ON kept_first', 'kept_first'],
    ['one on a column', 'UPDATE (words) ON kept', 'kept'],
  ])('is refused with %s', async (_what, right, table) => {
    await test.database.query(`GRANT ${right} TO ${SERVICE_ROLE}`);
    await expect(refuseRewritingLogin(service.sql, ['kept'])).rejects.toThrow(`can rewrite ${table}:`);
    await test.database.query(`REVOKE ${right} FROM ${SERVICE_ROLE}`);
  });

  it('is refused where the table grows a month that nobody closed', async () => {
    const owner = await Database.open({ url: test.ownerUrl, name: 'test' });
    await owner.sql`CREATE TABLE kept_second PARTITION OF kept FOR VALUES FROM (10) TO (20)`;
    await owner.close();
    await expect(refuseRewritingLogin(service.sql, ['kept'])).rejects.toThrow('can rewrite kept_second:');
  });
});
