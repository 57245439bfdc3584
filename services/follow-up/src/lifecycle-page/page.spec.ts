import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clocks } from '../domain/clock-rules.js';
import { moveNames, moves } from '../domain/moves.js';
import { parts, withParts } from './page.js';

const page = readFileSync(new URL('../../../../docs/lifecycle.md', import.meta.url), 'utf8');

describe('docs/lifecycle.md', () => {
  it('says what the code says', () => {
    expect(withParts(page)).toBe(page);
  });

  it('is found out when a move, a clock or a way in the drawing differs', () => {
    for (const planted of ['| T7 | assign |', '| D6 | ANSWERED |', 'ROUTED --> ASSIGNED: T7 assign']) {
      const different = page.replace(planted, planted.replace(/[A-Z]/, 'X'));
      expect(different).not.toBe(page);
      expect(withParts(different)).not.toBe(different);
    }
  });

  it('tells every move once, and every clock', () => {
    const told = parts['moves']?.().split('\n').slice(2) ?? [];
    expect(told).toHaveLength(moveNames.length);
    for (const name of moveNames)
      expect(
        told.some((line) => line.includes(moves[name].needs)),
        name,
      ).toBe(true);
    expect(parts['clocks']?.().split('\n').slice(2)).toHaveLength(Object.keys(clocks).length);
  });

  it('does not pass without a place for what is made', () => {
    expect(() => withParts(page.replace('<!-- made from the code: clocks -->', ''))).toThrow('clocks');
  });
});
