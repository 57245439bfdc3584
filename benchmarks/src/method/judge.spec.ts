import { describe, expect, it } from 'vitest';
import type { Ground } from '../ground/ground.js';
import { type Bench, demand, type Finding } from './bench.js';
import { judge, verdictOf } from './judge.js';

const nowhere = {} as Ground;
const good: Finding = {
  value: '90/s',
  baseline: '100/s',
  ratio: { median: 0.9, low: 0.85, high: 0.95 },
  bar: '≥ 0.7',
  holds: true,
  numbers: {},
};
const bench = (run: () => Finding): Bench => ({
  id: 'P0',
  what: 'nothing',
  needs: [],
  run: async () => Promise.resolve().then(run),
});

describe('a line', () => {
  it('begins with the id and ends with the verdict', async () => {
    const { line } = await judge(
      bench(() => good),
      nowhere,
    );
    expect(line).toBe('P0 nothing: 90/s; baseline 100/s; ratio 0.90 [0.85–0.95]; bar ≥ 0.7; holds');
  });
});

describe('a bench whose effects are missing', () => {
  const lost = bench(() => {
    demand(1 + 1 === 3, '3 rows, but 2 were written');
    return good;
  });

  it('is void, however fast it was', async () => {
    const judged = await judge(lost, nowhere);
    expect(judged.holds).toBe(false);
    expect(judged.line).toMatch(/^P0 .*void.*3 rows, but 2 were written.* short$/);
  });

  it('makes the whole run fall short', async () => {
    const { line, holds } = verdictOf([await judge(lost, nowhere)]);
    expect({ line, holds }).toEqual({ line: 'bench: SHORT – P0', holds: false });
  });
});

describe('a bench that breaks off', () => {
  it('falls short and says why in one line', async () => {
    const broken = bench(() => {
      throw new Error('the broker is away\nand so on');
    });
    expect((await judge(broken, nowhere)).line).toBe('P0 nothing: broke off: the broker is away – short');
  });
});

describe('a run', () => {
  it('of nothing holds nothing', () => expect(verdictOf([]).holds).toBe(false));
  it('holds when all do', async () =>
    expect(
      verdictOf([
        await judge(
          bench(() => good),
          nowhere,
        ),
      ]).line,
    ).toBe('bench: all 1 hold'));
});
