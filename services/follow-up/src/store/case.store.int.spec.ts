import { randomUUID } from 'node:crypto';
import type { Sql } from '@tuntas/postgres';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseIn, later, MONDAY } from '../../fixtures/cases.js';
import type { Case } from '../domain/case.js';
import { tick } from '../domain/clocks.js';
import { migrations } from '../migrations/index.js';
import { CaseStore } from './case.store.js';
import { CurrentSettings } from './current-settings.js';

let db: TestDatabase;
const store = new CaseStore(new CurrentSettings('WITA'));

beforeAll(async () => {
  db = await testDatabase(migrations);
});
afterAll(async () => db.close());

async function stored(): Promise<Case> {
  const kase = caseIn('IN_PROGRESS', { complaintId: randomUUID() });
  const { sql } = db.database;
  await store.save(new Map([[kase.complaintId, { ...kase, written: [], acts: [], letters: [], revision: 0 }]]), sql);
  return loaded(kase.complaintId, sql);
}

async function loaded(id: string, sql: Sql = db.database.sql): Promise<Case> {
  const kase = (await store.load([id], sql)).get(id);
  if (!kase) throw new Error(`${id} was not stored`);
  return kase;
}

const save = async (kase: Case, before: Case): Promise<void> =>
  store.save(new Map([[kase.complaintId, kase]]), db.database.sql, new Map([[kase.complaintId, before]]));

/** Rows of its places, each with the transaction that wrote it. */
const places = async ({ complaintId }: Case) =>
  db.database.sql<{ queue: string; by: string }>`
    SELECT queue, xmin::text AS by FROM queue_places WHERE complaint_id = ${complaintId} ORDER BY queue, scope`;

it('writes what a clock changed, and the case is otherwise as it was', async () => {
  const before = await stored();
  const { kase } = tick(before, later(MONDAY, 90));
  await save(kase, before);
  const after = await loaded(kase.complaintId);
  expect(after).toEqual({ ...kase, revision: before.revision + 1 });
  expect(after.deadlines.some(({ missedAt }) => missedAt !== undefined)).toBe(true);
  expect((await places(kase)).map(({ queue }) => queue)).toContain('late');
});

it('leaves the places alone of a case that stands where it stood', async () => {
  const before = await stored();
  const there = await places(before);
  await save({ ...before, complainantSaid: true }, before);
  expect(there.length).toBeGreaterThan(0);
  expect(await places(before)).toEqual(there);
  expect(await loaded(before.complaintId)).toMatchObject({ complainantSaid: true, revision: before.revision + 1 });
});

it.each([
  ['a tick', (kase: Case): Case => tick(kase, later(MONDAY, 90)).kase],
  ['a move', (kase: Case): Case => ({ ...kase, complainantSaid: true })],
])('refuses %s of a case that somebody else changed since it was loaded', async (_, change) => {
  const before = await stored();
  await save({ ...before, urgent: true }, before);
  await expect(save(change(before), before)).rejects.toThrow('its lock was held');
});
