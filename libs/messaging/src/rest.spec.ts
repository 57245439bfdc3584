import { describe, expect, it } from 'vitest';
import { restAfterWork, restMs } from './rest.js';

describe('the rest after a look', () => {
  it('is hardly any on a calm machine, and longer where a record takes long', () => {
    expect(restMs(1, 3)).toBe(6);
    expect(restMs(1, 20)).toBe(40);
  });

  it('shrinks with what came at once, since gathering gains less then', () => {
    expect(restMs(10, 50)).toBe(10);
    expect(restMs(500, 300)).toBeLessThan(2);
  });

  it('ends soon, however long a record took, and is there when none came', () => {
    expect(restMs(1, 4_000)).toBe(50);
    expect(restMs(0, 4_000)).toBe(50);
  });
});

describe('the rest after work', () => {
  it('is as long as the work was, twice as long for one record, and ends soon', () => {
    expect(restAfterWork(1, 3)).toBe(6);
    expect(restAfterWork(40, 12)).toBe(12);
    expect(restAfterWork(400, 900)).toBe(50);
  });
});
