import { databaseFaults, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from './migrations/index.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase(migrations);
});
afterAll(async () => db.close());

it('has every column of this database in the register of data, and nothing else', async () => {
  expect(await databaseFaults(db.database, 'intake')).toEqual([]);
});

it('would notice a column that nobody classified', async () => {
  await db.database.query('ALTER TABLE complaints ADD COLUMN phone text');
  expect(await databaseFaults(db.database, 'intake')).toEqual(['complaints.phone has no class']);
});
