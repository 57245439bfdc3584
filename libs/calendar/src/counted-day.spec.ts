import { describe, expect, it } from 'vitest';
import { indonesia } from '../fixtures/indonesia.js';
import { countedDay, PauseStillOpen } from './counted-day.js';

const MONDAY = '2025-11-24';
describe('the nth counted day', () => {
  it('without pauses is the due date', () => {
    expect(countedDay(MONDAY, 14, [], indonesia)).toBe('2025-12-12');
    expect(countedDay(MONDAY, 0, [], indonesia)).toBe(MONDAY);
  });

  it('moves by the working days of a pause before it, and not by one after it', () => {
    const pause = { from: '2025-11-25', until: '2025-11-28' };
    expect(countedDay(MONDAY, 1, [{ ...pause, from: '2025-11-26' }], indonesia)).toBe('2025-11-25');
    expect(countedDay(MONDAY, 5, [pause], indonesia)).toBe('2025-12-04');
  });

  it('is not over on a day on which the clock stood still at its end: a pause never makes anybody late', () => {
    expect(countedDay(MONDAY, 1, [{ from: '2025-11-25', until: '2025-11-28' }], indonesia)).toBe('2025-11-28');
    expect(countedDay(MONDAY, 1, [{ from: '2025-11-25', until: '2025-11-29' }], indonesia)).toBe('2025-12-01');
  });

  it('behind an open pause is not known', () => {
    expect(countedDay(MONDAY, 1, [{ from: '2025-11-26' }], indonesia)).toBe('2025-11-25');
    expect(() => countedDay(MONDAY, 5, [{ from: '2025-11-26' }], indonesia)).toThrow(PauseStillOpen);
  });
});
