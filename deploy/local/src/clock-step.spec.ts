import { describe, expect, it } from 'vitest';
import { parseStep, stepMs } from './clock-step.js';

const calendar = { version: 1, daysOff: [{ on: '2026-12-25', kind: 'holiday', name: 'Natal' }] } as const;
const DAY_MS = 86_400_000;
const WEDNESDAY = new Date('2026-12-23T02:00:00Z');
const days = (text: string, now = WEDNESDAY): number => {
  const step = parseStep(text);
  return step === 'reset' ? NaN : stepMs(step, now, calendar, 'WITA') / DAY_MS;
};

describe('a step of the clock', () => {
  it('of working days passes over weekends and holidays', () => {
    // Thursday; then Friday 25 December is off, and so is the weekend.
    expect([days('+1wd'), days('+2wd'), days('+3wd')]).toEqual([1, 5, 6]);
  });

  it('counts from the local date, which may be a day ahead of UTC', () => {
    expect(days('+1wd', new Date('2026-12-23T17:00:00Z'))).toBe(4);
  });

  it('of days and hours is what it says', () => {
    expect([days('+2d'), days('+12h')]).toEqual([2, 0.5]);
  });

  it('goes back only to the true time', () => {
    expect(parseStep('reset')).toBe('reset');
  });

  it.each(['-3wd', '3wd', '+0d', '+3w', '+wd', '', '+99999d'])('is none as %j', (text) => {
    expect(() => parseStep(text)).toThrow('npm run clock');
  });
});
