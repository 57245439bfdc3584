import { describe, expect, it } from 'vitest';
import type { Ground } from '../ground/ground.js';
import { demand, type Finding } from './bench.js';
import { type GrowingBench, judgeGrowing } from './growing.js';

const good: Finding = { value: '90/s', baseline: '100/s', bar: '≥ 0.7', holds: true, numbers: {} };
const ground = { only: async () => Promise.resolve() } as unknown as Ground;

/** A stock that is written in no time. */
class Shelf {
  size = 0;
  readonly seconds: number = 1;
  readonly rows = 0;
  async grow(to: number): Promise<void> {
    this.size = Math.max(this.size, to);
    return Promise.resolve();
  }
}

const bench = (id: string, shares: readonly number[], measure: (complaints: number) => void): GrowingBench => ({
  id,
  what: 'nothing',
  needs: [],
  shares,
  begin: () => ({
    measure: async (complaints) => Promise.resolve(complaints).then(measure),
    finding: () => good,
  }),
});

describe('benches that look at a growing stock', () => {
  it('measure each at its own sizes, smallest first, all of them at one size before the next', async () => {
    const seen: string[] = [];
    const one = bench('A', [0.1, 1], (complaints) => void seen.push(`A ${complaints}`));
    const other = bench('B', [0, 1], (complaints) => void seen.push(`B ${complaints}`));
    const judged = await judgeGrowing([one, other], ground, new Shelf(), 100);
    expect(seen).toEqual(['B 0', 'A 10', 'A 100', 'B 100']);
    expect(judged.map(({ line }) => line.split(' ')[0])).toEqual(['STOCK', 'A', 'B']);
  });

  it('fall short alone, and are not asked again, when one breaks off', async () => {
    let asked = 0;
    const broken = bench('A', [0.1, 1], () => {
      asked += 1;
      demand(false, 'ten rows');
    });
    const judged = await judgeGrowing([broken, bench('B', [1], () => undefined)], ground, new Shelf(), 100);
    expect(asked).toBe(1);
    expect(judged.map(({ id, holds }) => [id, holds])).toEqual([
      ['STOCK', true],
      ['A', false],
      ['B', true],
    ]);
    expect(judged[1]?.line).toMatch(/void.*ten rows.* short$/);
  });

  it('fall short with a stock that took longer than ten minutes', async () => {
    class Slow extends Shelf {
      override readonly seconds = 601;
    }
    const [stock] = await judgeGrowing([bench('A', [1], () => undefined)], ground, new Slow(), 100);
    expect(stock?.holds).toBe(false);
  });
});
