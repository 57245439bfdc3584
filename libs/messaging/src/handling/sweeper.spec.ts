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
