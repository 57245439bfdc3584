import { expect, it } from 'vitest';
import { Budget } from './budget.js';

function budgetOf(limits: { most?: number; periodSeconds?: number; mostKeys?: number } = {}) {
  const clock = { now: 5_000 };
  const budget = new Budget({ most: 3, periodSeconds: 60, mostKeys: 100, ...limits }, () => clock.now);
  const take = (key: string, times: number): number[] => Array.from({ length: times }, () => budget.take(key));
  return { budget, clock, take };
}

it('gives what there is, then says how long until there is one again', () => {
  const { take } = budgetOf();
  expect(take('a', 5)).toEqual([0, 0, 0, 20, 20]);
});

it('is each key’s own', () => {
  const { take } = budgetOf();
  take('a', 9);
  expect(take('b', 4)).toEqual([0, 0, 0, 20]);
});

it('comes back one by one, and does not grow beyond what it was', () => {
  const { clock, take } = budgetOf();
  take('a', 3);
  clock.now += 19_999;
  expect(take('a', 1)).toEqual([1]);
  clock.now += 1;
  expect(take('a', 2)).toEqual([0, 20]);
  clock.now += 3_600_000;
  expect(take('a', 4)).toEqual([0, 0, 0, 20]);
});

it('never gives more than twice its number in any period, however the asking is spread', () => {
  const { clock, take } = budgetOf({ most: 30, periodSeconds: 3_600, mostKeys: 1 });
  const given = Array.from({ length: 3_600 }, () => {
    clock.now += 1_000;
    return take('a', 5).filter((wait) => wait === 0).length;
  });
  expect(given.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(60);
});

it('does not charge for asking in vain', () => {
  const { clock, take } = budgetOf();
  take('a', 1_000);
  clock.now += 20_000;
  expect(take('a', 1)).toEqual([0]);
});

it('has again what was given back, and forgets a key whose budget is whole', () => {
  const { budget, take } = budgetOf();
  take('a', 3);
  budget.giveBack('a');
  expect(take('a', 2)).toEqual([0, 20]);
  for (let n = 0; n < 3; n += 1) budget.giveBack('a');
  budget.giveBack('nobody');
  expect(budget.keys).toBe(0);
});

it('keeps its bound by forgetting the key that nobody used for longest', () => {
  const { budget, take } = budgetOf({ mostKeys: 2 });
  take('a', 3);
  take('b', 3);
  take('a', 1); // in vain: it is not used by that
  take('c', 1);
  expect(budget.keys).toBe(2);
  expect([take('b', 1), take('a', 1)]).toEqual([[20], [0]]);
});
