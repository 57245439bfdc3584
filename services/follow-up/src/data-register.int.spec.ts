import { databaseFaults, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from './migrations/index.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase(migrations);
});
afterAll(async () => db.close());

it('has every column of this database in the register of data, and nothing else', async () => {
  expect(await databaseFaults(db.database, 'follow-up')).toEqual([]);
});
