import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from './database.js';
import { migration } from './migration.js';
import { refuseMightyLogin } from './roles.js';

const CreateNotes = migration('CreateNotes1700000000902', 'CREATE TABLE notes (id int PRIMARY KEY, words text)');

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
