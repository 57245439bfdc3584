import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEN_WORKING_DAYS } from '../../fixtures/case-files.js';
import { expiredOn, type Kept, monthsAfter, overBefore, planOn, type Retention, termsOf } from './retention.js';

const national: Retention = {
  code: 'national',
  version: 1,
  validFrom: '2018-01-01',
  identityMonths: 24,
  wordsMonths: 60,
};
const supervisory: Retention = {
  ...national,
  code: 'supervisory',
  scope: { class: 'supervisory' },
  identityMonths: 60,
};
const aid: Retention = { ...national, code: 'aid', scope: { category: 'social/aid' }, identityMonths: 12 };
const social: Retention = {
  ...national,
  code: 'social',
  scope: { category: 'social', kind: 'complaint', class: 'ordinary' },
};
const kept: Kept = {
  state: 'CLOSED',
  overSince: new Date('2026-11-23T02:00:00Z'),
  closedAt: '2026-11-23T02:00:00Z',
  kind: 'complaint',
  class: 'ordinary',
  identity: true,
};
const reopening = TEN_WORKING_DAYS;
const expired = (today: string, more: Partial<Kept> = {}, plan = [national]): object =>
  expiredOn(today, { kept: { ...kept, ...more }, plan, reopening });

describe('the time of keeping', () => {
  it('counts from the last day of the reopening window, and is over on the day after its last', () => {
    // Closed on Monday 23 November; ten working days later is 7 December.
    expect(expired('2028-12-07')).toEqual({});
    expect(expired('2028-12-08')).toEqual({ identity: '2028-12-08' });
    expect(expired('2031-12-07')).toEqual({ identity: '2028-12-08' });
    expect(expired('2031-12-08')).toEqual({ identity: '2028-12-08', words: '2031-12-08' });
  });

  it('counts from the very day of what was archived or withdrawn', () => {
    const withdrawn = { state: 'WITHDRAWN', closedAt: undefined } as const;
    expect(expired('2028-11-23', withdrawn)).toEqual({});
    expect(expired('2028-11-24', withdrawn)).toEqual({ identity: '2028-11-24' });
  });

  it('knows the local date: what ended at 01:00 in Central Indonesia ended on that day', () => {
    const archived = { state: 'ARCHIVED', closedAt: undefined, overSince: new Date('2026-11-22T17:00:00Z') } as const;
    expect(expired('2028-11-23', archived)).toEqual({});
    expect(expired('2028-11-24', archived)).toEqual({ identity: '2028-11-24' });
  });

  it('ends no identity where there is none, or none any more', () => {
    expect(expired('2031-12-08', { identity: false })).toEqual({ words: '2031-12-08' });
  });

  it('is for ever while nobody has said how long', () => {
    expect(expired('2999-01-01', {}, [])).toEqual({});
    expect(overBefore([], '2999-01-01')).toBeUndefined();
  });
});

describe('a plan', () => {
  const plan = planOn([national, supervisory, social, aid], '2026-11-29');
  const codeOf = (more: Partial<Kept>): string | undefined => termsOf(plan, { ...kept, ...more })?.code;

  it('asks for the category before the class, and for a deeper category before the one above it', () => {
    expect(codeOf({})).toBe('national');
    expect(codeOf({ class: 'supervisory' })).toBe('supervisory');
    expect(codeOf({ category: 'social/school' })).toBe('social');
    expect(codeOf({ category: 'social/aid/rice', class: 'supervisory' })).toBe('aid');
    expect(codeOf({ category: 'social-media' })).toBe('national');
  });

  it('takes an unknown class for ordinary', () => {
    expect(codeOf({ class: 'unknown', category: 'social' })).toBe('social');
    expect(codeOf({ class: 'unknown' })).toBe('national');
  });

  it('follows the setting that is in force on the day, in its newest version', () => {
    const later = { ...national, version: 2, validFrom: '2027-02-01', wordsMonths: 36 };
    const corrected = { ...later, version: 3, wordsMonths: 48 };
    const all = [corrected, national, later];
    expect(planOn(all, '2027-01-31')).toEqual([national]);
    expect(planOn(all, '2027-02-01')).toEqual([corrected]);
  });
});

describe('so many months later', () => {
  it('is the same day, or the last of a shorter month', () => {
    expect(monthsAfter('2024-02-29', 12)).toBe('2025-02-28');
    expect(monthsAfter('2026-12-31', 2)).toBe('2027-02-28');
    expect(monthsAfter('2026-01-31', -2)).toBe('2025-11-30');
  });

  it('never loses anything: whatever is over was over before the look begins', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    const terms = fc.record({
      identityMonths: fc.integer({ min: 1, max: 120 }),
      wordsMonths: fc.integer({ min: 1, max: 300 }),
    });
    const states = fc.constantFrom('CLOSED', 'ARCHIVED', 'WITHDRAWN');
    fc.assert(
      fc.property(day, day, terms, states, (overSince, now, months, state) => {
        const plan = [{ ...national, ...months }];
        const today = now.toISOString().slice(0, 10);
        const closedAt = state === 'CLOSED' ? overSince.toISOString() : undefined;
        const found = expiredOn(today, { kept: { ...kept, state, overSince, closedAt }, plan, reopening });
        const looked = overSince < (overBefore(plan, today) ?? new Date(0));
        return looked || Object.keys(found).length === 0;
      }),
      { numRuns: 500 },
    );
  });
});
