import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indonesia } from '../fixtures/indonesia.js';
import { isWorkingDay } from './calendar.js';
import { countedDay, PauseStillOpen } from './counted-day.js';
import { dueOn } from './deadlines.js';
import { elapsedWorkingDays } from './elapsed.js';
import { dateOfDay, dayNumber } from './local-date.js';

const CASES = 10_000;
const MONDAY = '2025-11-24';
const day = fc.integer({ min: dayNumber('2023-01-01'), max: dayNumber('2026-06-30') }).map(dateOfDay);
const pauses = fc.array(
  fc
    .tuple(day, fc.integer({ min: 0, max: 40 }))
    .map(([from, days]) => ({ from, until: dateOfDay(dayNumber(from) + days) })),
  { maxLength: 4 },
);

const FIRST = dayNumber('2023-01-01');
const works = Array.from({ length: 6 * 366 }, (_, at) => isWorkingDay(dateOfDay(FIRST + at), indonesia));

/** Day by day: a working day counts unless a pause holds it; a day on whose end a pause lies cannot be the last. */
function walked(startsOn: string, nth: number, all: readonly { from: string; until: string }[]): string {
  const held = all.map(({ from, until }) => ({ from: dayNumber(from), until: dayNumber(until) }));
  let counted = 0;
  for (let on = dayNumber(startsOn) + 1; ; on += 1) {
    if (!works[on - FIRST]) continue;
    if (!held.some(({ from, until }) => on > from && on <= until)) counted += 1;
    if (counted >= nth && !held.some(({ from, until }) => on >= from && on < until)) return dateOfDay(on);
  }
}

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

  it(`is what a walk day by day finds, over ${CASES} random clocks`, () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), pauses, (startsOn, nth, all) => {
        const found = countedDay(startsOn, nth, all, indonesia);
        expect(found).toBe(walked(startsOn, nth, all));
        expect(isWorkingDay(found, indonesia)).toBe(true);
        expect(elapsedWorkingDays(startsOn, found, all, indonesia)).toBeGreaterThanOrEqual(nth);
        expect(found >= dueOn(startsOn, nth, indonesia)).toBe(true);
      }),
      { numRuns: CASES },
    );
  });
});
