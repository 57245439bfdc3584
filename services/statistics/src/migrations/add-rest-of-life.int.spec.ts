import { randomUUID } from 'node:crypto';
import { messagingMigrations } from '@tuntas/messaging';
import { Database } from '@tuntas/postgres';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Cells, noSums } from '../domain/cells.js';
import { type Counted, nothingCounted } from '../domain/counted.js';
import { CreateFigures } from './0001-create-figures.js';
import { migrations } from './index.js';

let before: TestDatabase;
beforeAll(async () => {
  before = await testDatabase([...messagingMigrations, CreateFigures]);
});
afterAll(async () => before.close());

const row = (more: Partial<Counted>): Counted => ({ ...nothingCounted, received_on: '2026-11-20', ...more });
const rows = [
  row({ state: 'ARCHIVED', archived_reason: 'incomplete' }),
  row({
    state: 'CLOSED',
    agency: 'dinas-pu',
    category: 'jalan',
    rounds: 3,
    routed_on: '2026-11-20',
    outcome: 'planned',
  }),
  row({
    state: 'ANSWERED',
    agency: 'dinas-pu',
    confidential: true,
    secret: true,
    class: 'ordinary',
    outcome: 'refused',
  }),
];

it('counts at once what the rows of before say', async () => {
  const { sql } = before.database;
  const cells = new Cells();
  for (const one of rows) cells.add(one, 1);
  // A table of before takes of these only the columns that it has.
  for (const one of rows)
    await sql`INSERT INTO complaints SELECT * FROM json_populate_record(NULL::complaints,
      ${JSON.stringify({ complaint_id: randomUUID(), ...one })}::json)`;
  for (const cell of cells.changed())
    await sql`INSERT INTO days SELECT * FROM json_populate_record(NULL::days, ${JSON.stringify(cell)}::json)`;

  const after = await Database.open({ url: before.ownerUrl, name: 'statistics', migrations });
  expect(await after.migrate()).toHaveLength(1);
  const measures = Object.keys(noSums());
  const wanted = cells.changed().map((cell) => ({ ...cell, day: undefined }));
  const days = await after.sql<{ dimension: string }>`
    SELECT * FROM days ORDER BY dimension, value, day, confidential`;
  expect(days.map((one) => ({ ...one, day: undefined }))).toEqual(wanted);
  expect(Object.keys(days[0] ?? {})).toEqual(expect.arrayContaining(measures));
  const complaints = await after.sql`SELECT archived_reason, secret FROM complaints ORDER BY state`;
  expect(complaints).toEqual([
    { archived_reason: null, secret: true },
    { archived_reason: 'incomplete', secret: false },
    { archived_reason: null, secret: false },
  ]);
  await after.close();
});
