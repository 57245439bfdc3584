import { randomUUID } from 'node:crypto';
import { ComplaintAccepted, type Fact, fact, TextWritten } from '@tuntas/events';
import { eventually, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { recordFirst } from '../journal/record.js';
import { type OutgoingRecord, type Producer, RecordTooLarge } from '../kafka/port.js';
import { messagingMigrations } from '../migrations/index.js';
import { Lane } from './lane.js';
import type { Words } from './words.js';

let test: TestDatabase;
let lane: Lane;
let sent: OutgoingRecord[];
let sending: (records: readonly OutgoingRecord[]) => Promise<void>;
let wordless: string | undefined;

const words: Words = {
  event: TextWritten,
  fill: async (bodies) => {
    if (bodies.some(({ key }) => key === wordless)) throw new TypeError('no such text');
    return Promise.resolve(bodies.map(({ data }) => ({ ...(data as object), words: 'sudah diperbaiki' })));
  },
};
const producer: Producer = {
  send: async (records) => {
    await sending(records);
    sent.push(...records);
  },
  close: async () => Promise.resolve(),
};

beforeAll(async () => {
  test = await testDatabase(messagingMigrations);
});
afterAll(async () => test.close());
beforeEach(() => {
  sent = [];
  wordless = undefined;
  sending = async () => Promise.resolve();
  const of = { database: test.database, source: 'follow-up', topicPrefix: '', words: [words] };
  lane = new Lane({ ...of, producer, lane: 0, lanes: 1 });
});
afterEach(async () => {
  await lane.stop();
  await test.database.sql`DELETE FROM messaging.outbox`;
});

const aText = (): Fact => fact(TextWritten, { textId: randomUUID(), audience: 'complainant', purpose: 'answer' });
const aFact = (): Fact => fact(ComplaintAccepted, { answerId: randomUUID(), rating: 1 });
const record = async (key: string, ...facts: readonly Fact[]): Promise<void> =>
  recordFirst(
    test.database.sql,
    facts.map((one) => ({ key, fact: one })),
  );
const outbox = async (): Promise<number> => (await test.database.sql`SELECT 1 FROM messaging.outbox`).length;
const sentOf = (key: string): string[] =>
  sent.filter((one) => one.key === key).map(({ headers }) => `${headers['ce_type']} ${headers['ce_sequence']}`);

it('goes on with all others when the words of one text are not to be had, and sends it when they are', async () => {
  const [bad, good] = [randomUUID(), randomUUID()];
  wordless = bad;
  await record(bad, aText(), aFact(), aText());
  await record(good, aText(), aFact());
  lane.start();
  await eventually(() => expect(sentOf(good)).toEqual(['text.written 1', 'complaint.accepted 1']));
  expect(sentOf(bad)).toEqual(['complaint.accepted 1']);
  // The broker has them before their rows are gone.
  await eventually(async () => expect(await outbox()).toBe(2));
  wordless = undefined;
  await lane.stop();
  lane = new Lane({ ...lane['options'] });
  lane.start();
  await eventually(() => expect(sentOf(bad)).toEqual(['complaint.accepted 1', 'text.written 1', 'text.written 2']));
});

it('goes on with all others when one record is too large, and lets nothing of its key overtake it', async () => {
  const [bad, good] = [randomUUID(), randomUUID()];
  sending = async (records) => {
    const large = records.find(({ key, headers }) => key === bad && headers['ce_sequence'] === '2');
    return large ? Promise.reject(new RecordTooLarge(large, 2, 1)) : Promise.resolve();
  };
  await record(bad, aFact(), aFact(), aFact());
  await record(good, aFact());
  lane.start();
  await eventually(() => expect(sentOf(good)).toEqual(['complaint.accepted 1']));
  expect(sentOf(bad)).toEqual(['complaint.accepted 1']);
});

it('keeps its shards while a slow broker takes longer than a silent session lives', async () => {
  const key = randomUUID();
  let sends = 0;
  sending = async () => {
    sends += 1;
    await new Promise((done) => setTimeout(done, 6_500));
  };
  await record(key, aFact());
  lane.start();
  await eventually(async () => expect([await outbox(), sends]).toEqual([0, 1]));
});
