import { describe, expect, it } from 'vitest';
import { defaultRetention } from '../store/default-retention.js';
import { type ProposedRetention, retentionFaults } from './retention-faults.js';

const today = '2026-11-29';
const aid: ProposedRetention = {
  code: 'aid',
  validFrom: '2026-12-06',
  scope: { category: 'sosial/bantuan' },
  identityMonths: 6,
  wordsMonths: 24,
};
const codes = (more: Partial<ProposedRetention>): string[] =>
  retentionFaults({ ...aid, ...more }, { others: defaultRetention, today }).map(({ code }) => code);

describe('a time of keeping that somebody proposes', () => {
  it('is taken at its shortest and at its longest', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ identityMonths: 120, wordsMonths: 360 })).toEqual([]);
  });

  it.each([
    ['shorter than the law', { wordsMonths: 23, identityMonths: 5 }, ['retention-too-short', 'retention-too-short']],
    [
      'longer than any purpose',
      { wordsMonths: 361, identityMonths: 121 },
      ['retention-too-long', 'retention-too-long'],
    ],
    ['no number of months', { wordsMonths: 24.5 }, ['retention-too-short']],
    ['a name that outlives its words', { identityMonths: 36, wordsMonths: 30 }, ['retention-identity-outlives-words']],
    ['from next week on', { validFrom: '2026-12-05' }, ['retention-too-soon']],
    ['about the same as another', { scope: { class: 'supervisory' as const } }, ['setting-scope-taken']],
    ['about nobody', { scope: undefined }, ['setting-scope-required', 'setting-scope-taken']],
    ['the nation’s, about a category', { code: 'national' }, ['setting-scope-differs', 'setting-scope-differs']],
  ])('is refused: %s', (_, more, expected) => {
    expect(codes(more as Partial<ProposedRetention>)).toEqual(expected);
  });

  it('the first ones would be taken, too, but for their day', () => {
    for (const { version: _, ...one } of defaultRetention) {
      expect(retentionFaults(one, { others: defaultRetention, today }).map(({ code }) => code)).toEqual([
        'retention-too-soon',
      ]);
    }
  });
});
