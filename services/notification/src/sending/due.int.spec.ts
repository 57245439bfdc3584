import { randomUUID } from 'node:crypto';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Known, Obligation } from '../domain/telling.js';
import { migrations } from '../migrations/index.js';
import { TellingStore } from '../store/telling.store.js';
import { claim, type Due, oldestDueSeconds, putOff } from './due.js';

const EIGHT = 8;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase(migrations);
});
beforeEach(async () => {
  await database.moveClock('0 seconds');
  await database.database.sql`DELETE FROM obligations`;
});
afterAll(async () => database.close());

const known: Known = {
  reference: 'KTM-1',
  secret: false,
  anonymous: false,
  urgent: false,
  state: 'SUBMITTED',
  holder: { body: 'national-desk' },
  clocks: [],
  late: [],
};
const obligation = (): Obligation => ({
  id: randomUUID(),
  about_event_id: randomUUID(),
  about_type: 'complaint.submitted',
  recipient: 'complainant',
  agency: null,
  answer_id: null,
  news: { letter: 'submitted' },
  known,
  state: 'due',
});
const owe = async (...fresh: readonly Obligation[]): Promise<void> =>
  new TellingStore().save(new Map([[randomUUID(), { known, fresh }]]), database.database.sql);
const taken = async (most = EIGHT): Promise<Due[]> => claim(database.database.sql, most);

describe('letters that are owed', () => {
  it('are in one sender’s hands until its lease is over, and then another takes over what it left', async () => {
    const one = obligation();
    await owe(one);
    expect((await taken()).map(({ id }) => id)).toEqual([one.id]);
    expect(await taken()).toEqual([]);
    await database.moveClock('59 seconds');
    expect(await taken()).toEqual([]);
    await database.moveClock('61 seconds');
    expect((await taken()).map(({ id, attempts }) => [id, attempts])).toEqual([[one.id, 2]]);
  });

  it('never go to two senders that look at the same moment', async () => {
    await owe(...Array.from({ length: EIGHT }, obligation));
    const [some, others] = await Promise.all([taken(EIGHT / 2), taken(EIGHT / 2)]);
    expect(new Set([...some, ...others].map(({ id }) => id)).size).toBe(some.length + others.length);
  });

  it('are not owed twice when the same fact comes again under another obligation', async () => {
    const one = obligation();
    await owe(one);
    await owe({ ...obligation(), about_event_id: one.about_event_id });
    expect((await taken()).map(({ id }) => id)).toEqual([one.id]);
  });

  it('are tried again soon at first, and once a minute after many times', async () => {
    await owe(obligation());
    const [first] = await taken();
    await putOff(database.database.sql, first!);
    expect(await taken()).toEqual([]);
    await database.moveClock('1 second');
    const [second] = await taken();
    await putOff(database.database.sql, { ...second!, attempts: 100 });
    await database.moveClock('60 seconds');
    expect(await taken()).toEqual([]);
    await database.moveClock('62 seconds');
    expect(await taken()).toHaveLength(1);
  });

  it('tell how long the oldest waits', async () => {
    expect(await oldestDueSeconds(database.database.sql)).toBe(0);
    await owe(obligation());
    await database.moveClock('90 seconds');
    expect(Math.round(await oldestDueSeconds(database.database.sql))).toBe(90);
  });
});
