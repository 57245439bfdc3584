import { describe, expect, it } from 'vitest';
import { retentionTable } from './retention-table.js';

const plan = [{ code: 'national', version: 1, validFrom: '2018-01-01', identityMonths: 24, wordsMonths: 60 }];
const nothing = { on: '2027-02-01', plan, ends: [], held: { count: 0, complaintIds: [] }, atLeast: false };

describe('the table of a dry run', () => {
  it('has a line for each sort of complaint and day, in columns', () => {
    const sort = { kind: 'complaint', class: 'ordinary', on: '2027-01-31', count: 12 } as const;
    const ends = [
      { ...sort, what: 'identity', category: 'jalan' },
      { ...sort, what: 'words', count: 3 },
    ] as const;
    const lines = retentionTable({ ...nothing, ends, held: { count: 1, complaintIds: ['a-1'] } }).split('\n');
    expect(lines.slice(2, 5)).toEqual([
      '  over since  what      kind       class     category  complaints',
      '  2027-01-31  identity  complaint  ordinary  jalan     12',
      '  2027-01-31  words     complaint  ordinary  –         3',
    ]);
    expect(lines).toContain('Kept by a legal hold: 1 – a-1');
    expect(lines.at(-1)).toBe('  national: identity 24 months, words 60 months');
  });

  it('says when nothing ends, when there is no plan, and when there is more', () => {
    expect(retentionTable(nothing)).toContain('  nothing\n');
    expect(retentionTable({ ...nothing, plan: [] })).toContain('nothing ends without one');
    expect(retentionTable({ ...nothing, atLeast: true })).toContain('There is more');
  });
});
