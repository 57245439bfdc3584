import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { isLongerThan, textFault } from './plain-text.js';

describe('a text that people wrote', () => {
  it.each([
    ['Jalan rusak di depan SD\r\nsudah dua minggu\t!', undefined],
    ['😀'.repeat(10), undefined],
    ['😀'.repeat(11), 'text-too-long'],
    ['', 'text-empty'],
    [' \n\t ', 'text-empty'],
    ['a\u0000b', 'control-characters'],
    ['a\u0007b', 'control-characters'],
    ['a\u007fb', 'control-characters'],
    ['ðŸ ™ \u008f', undefined],
    ['a\rb', 'control-characters'],
    ['a\u2028b', 'control-characters'],
    ['half \ud800', 'control-characters'],
  ] as const)('%j is %s', (text, fault) => {
    expect(textFault(text, { most: text.startsWith('😀') ? 10 : 100 })).toBe(fault);
  });

  it('may be empty where that is allowed, and too short where more is asked', () => {
    expect(textFault('', { most: 5, least: 0 })).toBeUndefined();
    expect(textFault('abc ', { most: 9, least: 4 })).toBe('text-too-short');
    expect(textFault('abcd', { most: 9, least: 4 })).toBeUndefined();
  });

  it('is measured in code points, whatever it is made of', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '中'), maxLength: 40 });
    fc.assert(fc.property(text, fc.nat(40), (one, most) => isLongerThan(one, most) === Array.from(one).length > most));
  });
});
