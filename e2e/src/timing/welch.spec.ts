import { describe, expect, it } from 'vitest';
import { Seeded } from '../faults/seeded.js';
import { compared, isEqual, welchsT } from './welch.js';

const PAIRS = 10_000;
const SEEDS = 4;

/** Answers as a busy machine gives them: 3 ms and some, one in fifty held up by something else for up to 40 ms. */
function answers(seed: number, leakMilliseconds = 0): number[] {
  const random = new Seeded(seed);
  return Array.from({ length: PAIRS }, () => {
    const noise = -1.5 * Math.log(1 - random.next());
    const heldUp = random.next() < 0.02 ? 40 * random.next() : 0;
    return 3 + leakMilliseconds + noise + heldUp;
  });
}

describe('Welch’s t over ten thousand pairs', () => {
  it('finds no difference where there is none', () => {
    for (let seed = 1; seed <= SEEDS; seed += 1)
      expect(isEqual(compared(answers(seed), answers(seed + 100)))).toBe(true);
  });

  it('finds one millisecond, and a tenth of one once the slow tail is cropped', () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      expect(Math.abs(compared(answers(seed, 1), answers(seed + 100)).t)).toBeGreaterThan(4.5);
      expect(Math.abs(compared(answers(seed, 0.15), answers(seed + 100)).croppedT)).toBeGreaterThan(4.5);
    }
  });

  it('finds what only the slow tail tells', () => {
    const slow = answers(1).map((value, at) => (at % 20 === 0 ? value + 40 : value));
    expect(isEqual(compared(slow, answers(101)))).toBe(false);
  });

  it('is what Welch’s example gives', () => {
    // By hand: means 2 and 4, variances 1 and 4, three each: -2 / √(1/3 + 4/3).
    expect(welchsT([1, 2, 3], [2, 4, 6])).toBeCloseTo(-1.549, 3);
    expect(welchsT([1, 1], [1, 1])).toBe(0);
  });
});
