import { describe, expect, it } from 'vitest';
import { shortest } from './shrink.js';

describe('the shortest list that breaks something', () => {
  it('has nothing left that is not needed', async () => {
    const all = Array.from({ length: 24 }, (_, index) => index);
    const { happenings, tries } = await shortest(all, async (some) => some.includes(7) && some.includes(18), 40);
    expect(happenings).toEqual([7, 18]);
    expect(tries).toBeLessThanOrEqual(40);
  });

  it('ends where it broke, found by halving', async () => {
    const all = Array.from({ length: 40 }, (_, index) => index);
    const { happenings } = await shortest(all, async (some) => some.includes(32), 6);
    expect(happenings.at(-1)).toBe(32);
  });

  it('is the whole list when everything is needed', async () => {
    expect((await shortest([1, 2, 3], async (some) => some.length === 3, 40)).happenings).toEqual([1, 2, 3]);
  });
});
