import type { Problem } from '@tuntas/runtime';
import { describe, expect, it } from 'vitest';
import { Gatherer, type GathererOptions } from './gatherer.js';

function gatherer(options: Partial<GathererOptions<number, string>> & Pick<GathererOptions<number, string>, 'work'>) {
  return new Gatherer<number, string>({
    mostInBatch: 4,
    mostInFlight: 1,
    mostWaiting: 10,
    patienceMs: 1_000,
    ...options,
  });
}

const kindOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error as Problem).kind ?? (error as Error).message,
  );

describe('the gatherer', () => {
  it('joins what waits, keeps within its limits, and answers each its own', async () => {
    const batches: number[][] = [];
    const door = gatherer({
      work: async (items) => {
        batches.push([...items]);
        await new Promise(setImmediate);
        return items.map((item) => `answer ${item}`);
      },
    });
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(async (item) => door.add(item)));
    expect(answers).toEqual([1, 2, 3, 4, 5, 6].map((item) => `answer ${item}`));
    expect(batches).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
  });

  it('never works on more batches at once than it may', async () => {
    let atOnce = 0;
    let most = 0;
    const door = gatherer({
      mostInBatch: 1,
      mostInFlight: 2,
      work: async (items) => {
        most = Math.max(most, (atOnce += 1));
        await new Promise((done) => setTimeout(done, 2));
        atOnce -= 1;
        return items.map(String);
      },
    });
    await Promise.all([1, 2, 3, 4, 5].map(async (item) => door.add(item)));
    expect(most).toBe(2);
  });

  it('lets an item that breaks its batch fail alone', async () => {
    const door = gatherer({
      work: async (items) => {
        if (items.includes(2)) throw new Error('two');
        return Promise.resolve(items.map(String));
      },
    });
    expect(await Promise.all([1, 2, 3].map(async (item) => kindOf(door.add(item))))).toEqual(['done', 'two', 'done']);
  });

  it('answers all of a batch with unavailable when the database is away, and works again afterwards', async () => {
    let away = true;
    const door = gatherer({
      work: async (items) => {
        if (away) throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
        return Promise.resolve(items.map(String));
      },
    });
    expect(await Promise.all([1, 2].map(async (item) => kindOf(door.add(item))))).toEqual([
      'unavailable',
      'unavailable',
    ]);
    away = false;
    expect(await door.add(3)).toBe('3');
  });

  it('refuses at once when too many wait, and says when to come back', async () => {
    const door = gatherer({ mostWaiting: 2, work: async (items) => Promise.resolve(items.map(String)) });
    const first = [door.add(1), door.add(2)];
    await expect(door.add(3)).rejects.toMatchObject({ kind: 'unavailable', retryAfterSeconds: 2 });
    expect(await Promise.all(first)).toEqual(['1', '2']);
  });

  it('gives up when the database neither answers nor refuses, for those in flight and those behind', async () => {
    const door = gatherer({ mostInBatch: 1, patienceMs: 20, work: async () => new Promise(() => undefined) });
    expect(await Promise.all([1, 2].map(async (item) => kindOf(door.add(item))))).toEqual([
      'unavailable',
      'unavailable',
    ]);
    expect(door.waiting).toBe(0);
  });
});
