import { describe, expect, it } from 'vitest';
import { registry } from './metrics.js';
import { RowSweep } from './row-sweep.js';

function sweepOf(rows: number): { sweep: RowSweep; stop: () => Promise<void>; asked: number[] } {
  const stops: (() => Promise<void> | void)[] = [];
  const asked: number[] = [];
  const stopping = { onStop: (_: unknown, __: string, stop: () => Promise<void> | void) => void stops.push(stop) };
  let left = rows;
  const deleteSome = async (most: number): Promise<number> => {
    asked.push(most);
    const deleted = Math.min(most, left);
    left -= deleted;
    return Promise.resolve(deleted);
  };
  const sweep = new RowSweep({ name: 'a-test', deleteSome, stopping });
  return { sweep, asked, stop: async () => Promise.resolve(stops[0]?.()) };
}

describe('a sweep of rows', () => {
  it('deletes in statements of bounded size until there are none, and counts them', async () => {
    const { sweep, asked } = sweepOf(2_345);
    expect(await sweep.sweep()).toBe(2_345);
    expect(asked).toEqual([1_000, 1_000, 1_000]);
    expect(await registry.metrics()).toContain('tuntas_swept_rows_total{sweep="a-test"} 2345');
  });

  it('never begins another statement once the service stops, and ends with it', async () => {
    const { sweep, asked, stop } = sweepOf(10_000);
    sweep.start();
    await stop();
    expect(await sweep.sweep()).toBe(0);
    expect(asked).toEqual([]);
  });
});
