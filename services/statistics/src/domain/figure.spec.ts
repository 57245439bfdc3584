import { describe, expect, it } from 'vitest';
import { noSums, type Sums } from './cells.js';
import { type Definition, definitions } from './definitions.js';
import { figureOf } from './figure.js';

const of = (id: string): Definition => definitions.find((one) => one.id === id)!;
const counts = (open: Partial<Sums>, confidential: Partial<Sums> = {}) => {
  return { open: { ...noSums(), ...open }, confidential: { ...noSums(), ...confidential } };
};

describe('a figure', () => {
  it('counts confidential complaints like all others', () => {
    expect(figureOf(of('K1'), counts({ received: 90 }, { received: 10 }))).toMatchObject({ n: 100, value: 100 });
  });

  it('divides, and says nothing where there is nothing to divide by', () => {
    expect(figureOf(of('K8'), counts({ on_time: 3, late: 1 }))).toMatchObject({ n: 4, value: 0.75 });
    expect(figureOf(of('K8'), counts({}))).toMatchObject({ n: 0, value: null, withheld: false });
    expect(figureOf(of('K16'), counts({ rated: 2, rating_sum: 9 }))).toMatchObject({ n: 2, value: 4.5 });
  });

  it('has parts that add up to what it is about', () => {
    const figure = figureOf(of('K2'), counts({ received: 7, submitted: 4, closed: 3 }));
    expect(figure.parts?.reduce((sum, { n }) => sum + (n ?? 0), 0)).toBe(figure.n);
  });

  it('shows small numbers of ordinary complaints', () => {
    expect(figureOf(of('K1'), counts({ received: 1 }))).toMatchObject({ n: 1, value: 1, withheld: false });
  });

  it('withholds fewer than five as soon as one of them is confidential', () => {
    expect(figureOf(of('K1'), counts({ received: 3 }, { received: 1 }))).toEqual({
      n: null,
      value: null,
      withheld: true,
    });
    expect(figureOf(of('K1'), counts({ received: 4 }, { received: 1 }))).toMatchObject({ n: 5, withheld: false });
  });

  it('withholds a second part beside a single small one, or the total would give it away', () => {
    const figure = figureOf(
      of('K2'),
      counts({ received: 30, submitted: 20, routed: 10 }, { received: 2, assigned: 2 }),
    );
    const shown = new Map(figure.parts?.map(({ key, n }) => [key, n]));
    expect(figure.withheld).toBe(true);
    expect([shown.get('SUBMITTED'), shown.get('ROUTED'), shown.get('ASSIGNED')]).toEqual([20, null, null]);
  });

  it('withholds a share whose remainder is small', () => {
    const figure = figureOf(of('K11'), counts({ ever_routed: 8, misrouted: 8 }, { ever_routed: 2 }));
    expect(figure).toEqual({ n: 10, value: null, withheld: true });
  });
});
