import { randomUUID } from 'node:crypto';
import { ComplaintAccepted, fact } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import { registry } from '@tuntas/runtime';
import { eventually, signingKey, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { recordFirst } from '../journal/record.js';
import { messagingMigrations } from '../migrations/index.js';
import { chainEntries } from './chain-entries.js';
import { Chainer } from './chainer.js';
import { isSignedBy, type PublishedHeads } from './head.js';
import { headsOf } from './head-store.js';
import { type Verdict, verifyChain } from './verify-chain.js';

let test: TestDatabase;
const key = signingKey('intake-audit');
const running: Chainer[] = [];

beforeAll(async () => {
  test = await testDatabase(messagingMigrations);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (chainer) => chainer.stop()));
});
afterAll(async () => test.close());

function start(...options: [longestBehindMs?: number]): void {
  const chainer = new Chainer(test.database, { service: 'intake', key }, ...options);
  running.push(chainer);
  chainer.start();
}
const accept = async (): Promise<void> =>
  recordFirst(test.database.sql, [{ key: randomUUID(), fact: fact(ComplaintAccepted, { answerId: randomUUID() }) }]);
const chained = (position: number): object => ({ end: { position }, unchained: { entries: 0 } });
const verdict = async (): Promise<Verdict> => verifyChain(test.database.sql, []);

it('chains the very first entry, which says that the first head was signed', async () => {
  const fresh = await testDatabase(messagingMigrations);
  const chainer = new Chainer(fresh.database, { service: 'statistics', key });
  chainer.start();
  await eventually(async () => expect(await verifyChain(fresh.database.sql, [])).toMatchObject(chained(1)));
  await chainer.stop();
  await fresh.close();
});

it('chains what the journal has gained, more than one batch of it, whichever of two processes is first', async () => {
  const facts = Array.from({ length: 2_500 }, () => fact(ComplaintAccepted, { answerId: randomUUID() }));
  await recordFirst(
    test.database.sql,
    facts.map((one) => ({ key: randomUUID(), fact: one })),
  );
  start();
  start();
  // One more says that the first head was signed.
  await eventually(async () => expect(await verdict()).toMatchObject(chained(2_501)));
  await accept();
  await eventually(async () => expect(await verdict()).toMatchObject(chained(2_502)));
});

it('signs one head an hour of the database, each another though nothing else happened, and all stand in the chain', async () => {
  const heads = async (): Promise<PublishedHeads> => headsOf(test.database.sql, 'intake');
  const before = (await heads()).heads.length;
  for (const hours of [1, 2]) {
    await test.moveClock(`${hours} hours`);
    start();
    start();
    await eventually(async () => expect((await heads()).heads).toHaveLength(before + hours));
    await eventually(async () => expect((await verdict()).unchained).toMatchObject({ entries: 0 }));
    await Promise.all(running.splice(0).map(async (chainer) => chainer.stop()));
  }
  await test.moveClock('0 hours');
  const { heads: signed, keys } = await heads();
  expect(keys).toEqual([{ kid: key.kid, kty: key.kty, crv: key.crv, x: key.x }]);
  expect(signed.filter((head) => isSignedBy(head, keys[0]!))).toHaveLength(before + 2);
  expect(new Set(signed.map(({ link }) => link)).size).toBe(before + 2);
  const kept = signed.map(({ link, at }) => ({ link: Buffer.from(link, 'hex'), at: new Date(at) }));
  expect((await verifyChain(test.database.sql, kept)).fault).toBeUndefined();
});

it('reads no more of a long backlog than a batch of it', async () => {
  const facts = Array.from({ length: 5_000 }, () => fact(ComplaintAccepted, { answerId: randomUUID() }));
  await recordFirst(
    test.database.sql,
    facts.map((one) => ({ key: randomUUID(), fact: one })),
  );
  const plan = await test.database.transaction(async (sql) => {
    const plans: string[] = [];
    const explaining: Sql = async ([first = '', ...rest], ...values) => {
      const explain = Object.assign([`EXPLAIN (ANALYZE, TIMING OFF) ${first}`, ...rest], { raw: [] });
      const lines = await sql<{ 'QUERY PLAN': string }>(
        first.includes('audit_chain') ? explain : Object.assign([first, ...rest], { raw: [] }),
        ...values,
      );
      plans.push(...lines.map((line) => line['QUERY PLAN']));
      return [];
    };
    await chainEntries(explaining, Number.MAX_SAFE_INTEGER);
    return plans.join('\n');
  });
  expect(plan).toMatch(/Merge Append .* \(actual rows=1000/);
  expect(plan).not.toMatch(/Seq Scan on journal/);
});

it('raises an alarm while somebody writes without an end, and chains everything afterwards', async () => {
  start(200);
  const before = await alarms();
  await test.database.transaction(async (sql) => {
    await recordFirst(sql, [{ key: randomUUID(), fact: fact(ComplaintAccepted, { answerId: randomUUID() }) }]);
    await accept();
    await eventually(async () => expect(await alarms()).toBeGreaterThan(before), 4_000);
    expect((await verdict()).unchained?.entries).toBeGreaterThan(0);
  });
  await eventually(async () => expect((await verdict()).unchained).toMatchObject({ entries: 0 }));
});

async function alarms(): Promise<number> {
  const metric = await registry.getSingleMetric('tuntas_alarms_total')?.get();
  return metric?.values.find(({ labels }) => labels['alarm'] === 'audit-behind')?.value ?? 0;
}
