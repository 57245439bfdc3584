import { describe, expect, it } from 'vitest';
import { abba, estimate, median, percentile, randomFrom } from './statistics.js';

describe('the median', () => {
  it('is the middle value, whatever the order', () => expect(median([9, 1, 5])).toBe(5));
  it('is the mean of the two in the middle when their number is even', () => expect(median([1, 9, 2, 4])).toBe(3));
  it('does not exist of nothing', () => expect(() => median([])).toThrow('Nothing was measured.'));
});

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  it('is the value below which that share lies', () => {
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 0.5)).toBe(50);
  });
  it('of one value is that value', () => expect(percentile([7], 0.99)).toBe(7));
});

describe('an estimate', () => {
  it('of values that are all the same leaves no doubt', () =>
    expect(estimate([0.7, 0.7, 0.7])).toEqual({ median: 0.7, low: 0.7, high: 0.7 }));

  it('is wider the more the values differ', () => {
    const width = (spread: number): number => {
      const random = randomFrom(1);
      const { low, high } = estimate(Array.from({ length: 9 }, () => 1 + spread * (random() - 0.5)));
      return high - low;
    };
    expect(width(0.8)).toBeGreaterThan(width(0.1) * 4);
  });

  it('holds the true median in about 95 of 100 experiments', () => {
    const random = randomFrom(42);
    const held = Array.from({ length: 200 }, () => estimate(Array.from({ length: 15 }, random))).filter(
      ({ low, high }) => low <= 0.5 && high >= 0.5,
    );
    expect(held.length).toBeGreaterThan(180);
  });
});

describe('the order of pairs', () => {
  it('is ABBA', () =>
    expect(abba(4).flat()).toEqual([
      'subject',
      'baseline',
      'baseline',
      'subject',
      'subject',
      'baseline',
      'baseline',
      'subject',
    ]));
});
