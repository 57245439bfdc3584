import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '@tuntas/postgres';
import { Database } from '@tuntas/postgres';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messagingMigrations } from '../migrations/index.js';
import { chainEntries } from './chain-entries.js';
import { Horizon } from './horizon.js';
import { verifyChain } from './verify-chain.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase(messagingMigrations);
});
afterAll(async () => test.close());

const write = async (sql: Sql, key: string): Promise<void> => {
  await sql`
    INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data)
    VALUES (now(), uuidv7(), 'tuntas.intake.v1', ${key}, 1, 'complaint.added', '{}')`;
};

it('chains nothing while a transaction that drew a smaller id is under way, and everything when it has ended', async () => {
  const { sql } = test.database;
  const horizon = new Horizon();
  const [slow, end] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const slowly = test.database.transaction(async (inside) => {
    await write(inside, 'slow');
    slow.resolve(undefined);
    await end.promise;
  });
  await slow.promise;
  await write(sql, 'fast');
  expect(await horizon.reached(sql)).toBeUndefined();
  expect(await horizon.reached(sql)).toBeUndefined();
  end.resolve(undefined);
  await slowly;
  expect(await chainEntries(sql, (await horizon.reached(sql))!)).toBe(2);
});

it('chains every entry once, whatever the order in which many transactions commit', async () => {
  const writers = await Database.open({ url: test.url, name: 'writers', poolConnections: 24 });
  let written = 0;
  const until = performance.now() + 4_000;
  const writer = async (name: number): Promise<void> => {
    while (performance.now() < until) {
      const rollsBack = Math.random() < 0.1;
      await writers
        .transaction(async (sql) => {
          await write(sql, `writer ${name}`);
          await sleep(Math.random() * 20);
          await write(sql, `writer ${name}`);
          await sleep(Math.random() * 5);
          if (rollsBack) throw new Error('rolled back');
        })
        .then(
          () => (written += 2),
          () => undefined,
        );
    }
  };
  const horizon = new Horizon();
  let outOfOrder = 0;
  const chainer = async (): Promise<void> => {
    const upTo = await horizon.reached(test.database.sql);
    if (upTo !== undefined) await chainEntries(test.database.sql, upTo, 50);
  };
  const chaining = (async () => {
    while (performance.now() < until) {
      await chainer();
      // Entries below the end of what is visible that are not visible yet: what a careless chain would skip.
      const [gaps] = await test.database.sql<{
        gaps: number;
      }>`SELECT max(id) - count(*) AS gaps FROM messaging.journal`;
      outOfOrder = Math.max(outOfOrder, gaps!.gaps);
      await sleep(5);
    }
  })();
  await Promise.all([chaining, ...Array.from({ length: 20 }, async (_, name) => writer(name))]);
  await writers.close();
  // A look of its own: one begun while they wrote may end below what they wrote last, with nothing left to chain there.
  const end = (await new Horizon().reached(test.database.sql))!;
  while ((await chainEntries(test.database.sql, end, 1_000)) > 0);
  expect(outOfOrder).toBeGreaterThan(5);
  const verdict = await verifyChain(test.database.sql, []);
  // Two of the test before.
  expect({ fault: verdict.fault, chained: verdict.end.position }).toEqual({ fault: undefined, chained: written + 2 });
}, 20_000);
