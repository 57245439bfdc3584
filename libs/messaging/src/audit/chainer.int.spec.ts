import { randomUUID } from 'node:crypto';
import { ComplaintAccepted, fact } from '@tuntas/events';
import { registry } from '@tuntas/runtime';
import { eventually, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { recordFirst } from '../journal/record.js';
import { messagingMigrations } from '../migrations/index.js';
import { Chainer } from './chainer.js';
import { type Verdict, verifyChain } from './verify-chain.js';

let test: TestDatabase;
const running: Chainer[] = [];

beforeAll(async () => {
  test = await testDatabase(messagingMigrations);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (chainer) => chainer.stop()));
});
afterAll(async () => test.close());

function start(...options: [longestBehindMs?: number]): void {
  const chainer = new Chainer(test.database, ...options);
  running.push(chainer);
  chainer.start();
}
const accept = async (): Promise<void> =>
  recordFirst(test.database.sql, [{ key: randomUUID(), fact: fact(ComplaintAccepted, { answerId: randomUUID() }) }]);
const verdict = async (): Promise<Verdict> => verifyChain(test.database.sql, []);

it('chains what the journal has gained, more than one batch of it, whichever of two processes is first', async () => {
  const facts = Array.from({ length: 2_500 }, () => fact(ComplaintAccepted, { answerId: randomUUID() }));
  await recordFirst(
    test.database.sql,
    facts.map((one) => ({ key: randomUUID(), fact: one })),
  );
  start();
  start();
  await eventually(async () => expect((await verdict()).unchained).toEqual({ entries: 0, oldestSeconds: 0 }));
  await accept();
  await eventually(async () =>
    expect(await verdict()).toMatchObject({ end: { position: 2_501 }, unchained: { entries: 0 } }),
  );
});

it('raises an alarm while somebody writes without an end, and chains everything afterwards', async () => {
  start(200);
  const before = await alarms();
  await test.database.transaction(async (sql) => {
    await recordFirst(sql, [{ key: randomUUID(), fact: fact(ComplaintAccepted, { answerId: randomUUID() }) }]);
    await accept();
    await eventually(async () => expect(await alarms()).toBeGreaterThan(before), 4_000);
    expect((await verdict()).unchained).toMatchObject({ entries: 1 });
  });
  await eventually(async () => expect((await verdict()).unchained).toMatchObject({ entries: 0 }));
});

async function alarms(): Promise<number> {
  const metric = await registry.getSingleMetric('tuntas_alarms_total')?.get();
  return metric?.values.find(({ labels }) => labels['alarm'] === 'audit-behind')?.value ?? 0;
}
