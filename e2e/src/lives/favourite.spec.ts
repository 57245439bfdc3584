import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { favourite } from './favourite.js';

const options = fc.uniqueArray(fc.string(), { minLength: 2 });

describe('a favourite', () => {
  it('stays one when others come or go', () => {
    fc.assert(
      fc.property(options, fc.nat(), fc.nat(), (all, taste, left) => {
        const liked = favourite(all, taste);
        const fewer = all.filter((one, index) => one === liked || index !== left % all.length);
        expect(favourite(fewer.toReversed(), taste)).toBe(liked);
      }),
    );
  });

  it('is everything in turn, by taste', () => {
    const liked = Array.from({ length: 3_000 }, (_, taste) => favourite(['start', 'answer', 'return'], taste));
    for (const one of ['start', 'answer', 'return']) {
      expect(liked.filter((other) => other === one).length).toBeGreaterThan(900);
    }
  });

  it('is nothing among nothing', () => expect(favourite([], 1)).toBe(''));
});
