import { describe, expect, it } from 'vitest';
import type { Chart, UnitEntry } from './chart.js';
import { type Plan, type PlannedChange, reorganised } from './reorganise.js';

const now = new Date('2026-11-23T01:00:00Z');
const later = new Date('2027-01-01T00:00:00+08:00');
const unit = (code: string, agency = 'dinas', more: Partial<UnitEntry> = {}): UnitEntry => ({
  of: 'unit',
  code,
  version: 3,
  agency,
  name: code,
  ...more,
});
const units = [unit('a'), unit('b'), unit('c'), unit('foreign', 'lain'), unit('gone', 'dinas', { endedAt: later })];
const agency = { of: 'agency', version: 1, kind: 'office', zone: 'WITA' } as const;
const chart: Chart = {
  now,
  agencies: new Map(['dinas', 'lain'].map((code) => [code, { ...agency, code, name: code }])),
  units: new Map(units.map((one) => [one.code, one])),
  categories: new Map([['jalan', { of: 'category', code: 'jalan', version: 1, name: 'Jalan' }]]),
  systems: new Map(),
  posts: new Map([
    [
      'p',
      {
        of: 'post',
        version: 1,
        id: 'p',
        subject: 's',
        role: 'liaison',
        agency: 'dinas',
        unit: 'a',
        from: now,
        absences: [],
      },
    ],
  ]),
  areas: new Set(['64.08']),
};
const coordinator = { subject: 'k', posts: [{ role: 'coordinator' as const, agency: 'dinas' }] };
const plan = (...changes: PlannedChange[]): Plan => ({ agency: 'dinas', effectiveAt: later, changes });
const outcome = (...changes: PlannedChange[]) => reorganised(plan(...changes), coordinator, chart);
const codes = (...changes: PlannedChange[]) => {
  const made = outcome(...changes);
  return typeof made === 'object' && 'faults' in made ? made.faults.map(({ code }) => code) : made;
};

describe('a reorganisation', () => {
  it('is rows with dates: units that end with a successor, and posts that end with them', () => {
    expect(outcome({ becomes: 'merged', units: ['a', 'b'], into: { code: 'ab', name: 'A dan B' } })).toEqual({
      entries: [
        { of: 'unit', code: 'ab', version: 1, agency: 'dinas', name: 'A dan B', beginsAt: later },
        { ...unit('a'), version: 4, successor: 'ab', endedAt: later },
        { ...unit('b'), version: 4, successor: 'ab', endedAt: later },
        { ...chart.posts.get('p'), version: 2, to: later },
      ],
    });
  });

  it('may merge into one of the units themselves, and renames without moving anything', () => {
    expect(outcome({ becomes: 'merged', units: ['a', 'b'], into: { code: 'b' } })).toMatchObject({
      entries: [{ code: 'a', successor: 'b' }, { of: 'post' }],
    });
    expect(outcome({ becomes: 'renamed', unit: 'c', name: 'Baru' })).toEqual({
      entries: [{ ...unit('c'), version: 4, nextName: 'Baru', nextNameAt: later }],
    });
  });

  it.each<[string, PlannedChange[], string[]]>([
    ['a unit of another agency', [{ becomes: 'closed', unit: 'foreign', successor: 'b' }], ['plan-unit-unknown']],
    ['a unit that ends already', [{ becomes: 'renamed', unit: 'gone', name: 'X' }], ['plan-unit-unknown']],
    [
      'a successor that is not there',
      [{ becomes: 'closed', unit: 'a', successor: 'x' }],
      ['organisation-successor-unknown'],
    ],
    [
      'a successor of another agency',
      [{ becomes: 'closed', unit: 'a', successor: 'foreign' }],
      ['organisation-successor-unknown'],
    ],
    [
      'a ring of successors',
      [
        { becomes: 'closed', unit: 'a', successor: 'b' },
        { becomes: 'closed', unit: 'b', successor: 'a' },
      ],
      ['organisation-successor-unknown', 'organisation-successor-unknown'],
    ],
    [
      'one unit in two changes',
      [
        { becomes: 'closed', unit: 'a', successor: 'b' },
        { becomes: 'renamed', unit: 'a', name: 'X' },
      ],
      ['plan-unit-twice'],
    ],
    [
      'a code that is taken',
      [{ becomes: 'merged', units: ['a'], into: { code: 'b', name: 'B' } }],
      ['organisation-code-taken'],
    ],
    [
      'a part that takes nothing',
      [{ becomes: 'split', unit: 'a', into: [{ code: 'x', name: 'X' }], rest: 'b' }],
      ['plan-rule-empty'],
    ],
    [
      'a category and an area that are not there',
      [{ becomes: 'split', unit: 'a', into: [{ code: 'x', name: 'X', categories: ['y'], areas: ['99'] }], rest: 'b' }],
      ['plan-rule-unknown', 'plan-rule-unknown'],
    ],
  ])('is refused whole: %s', (_, changes, expected) => {
    expect(codes(...changes)).toEqual(expected);
  });

  it('is for those who rule the agency, and never in the past', () => {
    const rename = plan({ becomes: 'renamed', unit: 'c', name: 'Baru' });
    const neighbour = { subject: 'k', posts: [{ role: 'coordinator' as const, agency: 'lain' }] };
    expect(reorganised(rename, neighbour, chart)).toBe('not-theirs');
    const past = { ...rename, effectiveAt: new Date(now.getTime() - 1) };
    expect(reorganised(past, coordinator, chart)).toMatchObject({ faults: [{ code: 'plan-in-the-past' }] });
  });
});
