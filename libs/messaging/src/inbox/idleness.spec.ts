import { describe, expect, it } from 'vitest';
import { Idleness } from './idleness.js';

const at = (seconds: number): Date => new Date(seconds * 1000);

describe('a consumer stalls', () => {
  it('when messages wait and it finishes none for too long', () => {
    const idleness = new Idleness(30_000);
    expect([0, 15_000, 30_001].map((now) => idleness.isStall(5, at(1), now))).toEqual([false, false, true]);
  });

  it('also when it has never finished any', () => {
    const idleness = new Idleness(30_000);
    expect([0, 30_001].map((now) => idleness.isStall(5, null, now))).toEqual([false, true]);
  });

  it('not while it finishes some, or nothing waits', () => {
    const idleness = new Idleness(30_000);
    expect([0, 20_000, 40_000].map((now) => idleness.isStall(5, at(now), now))).toEqual([false, false, false]);
    expect([41_000, 90_000].map((now) => idleness.isStall(0, at(40_000), now))).toEqual([false, false]);
    expect(idleness.isStall(5, at(40_000), 91_000)).toBe(false);
  });
});
