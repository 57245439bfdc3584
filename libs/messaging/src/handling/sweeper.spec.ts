import type { Database } from '@tuntas/postgres';
import { expect, it } from 'vitest';
import type { Store } from '../store.js';
import type { Handling } from './handling.js';
import { Sweeper } from './sweeper.js';

it('gives keys their turn that stand behind many which fail again and again', async () => {
  const bad = Array.from({ length: 1_200 }, (_, index) => `bad ${index}`);
  const swept = Promise.withResolvers<readonly string[]>();
  const sweep = async (_: unknown, __: unknown, keys: readonly string[]): Promise<readonly string[]> => {
    if (keys.includes('good')) swept.resolve(keys);
    return Promise.resolve(keys.filter((key) => key !== 'good'));
  };
  const sweeper = new Sweeper({
    name: 'test',
    everyMs: 1,
    sweep: {
      due: async (_, most) => Promise.resolve([...bad, 'good'].slice(0, most)),
      decide: () => ({ facts: [] }),
    },
    store: {} as Store<unknown>,
    database: {} as Database,
    handling: { sweep } as unknown as Handling,
  });
  sweeper.start();
  const keys = await Promise.race([swept.promise, new Promise((done) => setTimeout(done, 1_000, 'never'))]);
  await sweeper.stop();
  expect(keys).toEqual(['good']);
});

it('sweeps several transactions at a time, and has ended all of them when it has stopped, though one failed', async () => {
  const due = Array.from({ length: 600 }, (_, index) => `key ${index}`);
  let [underWay, most, ended] = [0, 0, 0];
  const full = Promise.withResolvers<undefined>();
  const sweep = async (_: unknown, __: unknown, keys: readonly string[]): Promise<readonly string[]> => {
    most = Math.max(most, (underWay += 1));
    if (keys.includes('key 0')) return Promise.reject(new Error('the database is away')).finally(() => (underWay -= 1));
    if (most === 3) full.resolve(undefined);
    await new Promise((done) => setTimeout(done, 30));
    underWay -= 1;
    ended += 1;
    return [];
  };
  const sweeper = new Sweeper({
    name: 'test',
    everyMs: 1_000,
    sweep: { due: async (_, wanted) => Promise.resolve(due.slice(0, wanted)), decide: () => ({ facts: [] }) },
    store: {} as Store<unknown>,
    database: {} as Database,
    handling: { sweep } as unknown as Handling,
  });
  sweeper.start();
  await full.promise;
  await sweeper.stop();
  expect({ most, underWay, ended }).toEqual({ most: 3, underWay: 0, ended: 2 });
});
