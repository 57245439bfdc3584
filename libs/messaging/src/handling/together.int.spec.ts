import { randomUUID } from 'node:crypto';
import { refused } from '@tuntas/runtime';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decided, type DecideTogether } from '../decision.js';
import { messagingMigrations } from '../migrations/index.js';
import { CreateLines, type Line, LineStore } from '../spec/ledger-store.js';
import { Handling } from './handling.js';
import { Reactions } from './registry.js';

const PAIRS_AT_ONCE = 20;

let test: TestDatabase;
let handling: Handling;
const store = new LineStore();

beforeAll(async () => {
  test = await testDatabase([...messagingMigrations, CreateLines]);
  handling = new Handling(test.database, new Reactions([], () => undefined as never), () => undefined);
});
afterAll(async () => test.close());

const linesOf = async (...keys: string[]): Promise<unknown[]> => {
  const rows = await test.database.sql<{
    key: string;
    applied: string[];
  }>`SELECT * FROM lines WHERE key = ANY (${keys})`;
  return keys.map((key) => rows.find((row) => row.key === key)?.applied);
};

/** Adds each word to its key, whatever stands there. */
const writes: DecideTogether<Line, Readonly<Record<string, string>>> = (lines, words) =>
  new Map(
    Object.entries(words).map(([key, word]) => [key, decided({ applied: [...(lines.get(key)?.applied ?? []), word] })]),
  );

describe('a command about two keys', () => {
  it('changes both', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await handling.commandTogether({ store, keys: [a, b], decide: writes, input: { [a]: 'one', [b]: 'other' } });
    expect(await linesOf(a, b)).toEqual([['one'], ['other']]);
  });

  it('changes neither when it is refused, or when the database refuses one of them', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const no = { store, keys: [a, b], input: {}, decide: () => refused('move-not-legal') };
    await expect(handling.commandTogether(no)).rejects.toMatchObject({ code: 'move-not-legal' });
    const input = { [a]: 'one', [b]: 'forbidden' };
    await expect(handling.commandTogether({ store, keys: [a, b], decide: writes, input })).rejects.toBeDefined();
    expect(await linesOf(a, b)).toEqual([undefined, undefined]);
  });

  it('never waits for another that names the same two the other way round, and loses nothing', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await Promise.all(
      Array.from({ length: PAIRS_AT_ONCE }, async (_, index) => {
        const keys = index % 2 === 0 ? [a, b] : [b, a];
        const input = { [a]: `a${index}`, [b]: `b${index}` };
        await handling.commandTogether({ store, keys, decide: writes, input });
      }),
    );
    const [first, second] = (await linesOf(a, b)) as [string[], string[]];
    expect(new Set(first).size).toBe(PAIRS_AT_ONCE);
    // One order for both: whoever was first at the one was first at the other.
    expect(first.map((word) => word.slice(1))).toEqual(second.map((word) => word.slice(1)));
  });
});
