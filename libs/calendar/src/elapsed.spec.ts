import { describe, expect, it } from 'vitest';
import { indonesia } from '../fixtures/indonesia.js';
import { elapsedWorkingDays, isLate, workingDaysLeft } from './elapsed.js';

describe('working days left', () => {
  it.each([
    ['2025-11-24', '2025-11-27', 3],
    ['2025-11-27', '2025-11-27', 0],
    ['2025-11-28', '2025-11-27', -1],
    ['2025-11-29', '2025-11-28', 0],
    ['2025-12-24', '2025-12-29', 1],
  ])('on %s of a due date %s: %i', (today, due, left) => {
    expect(workingDaysLeft(today, due, indonesia)).toBe(left);
  });

  it('say nothing about lateness on a weekend; the date does', () => {
    expect(isLate('2025-11-28', '2025-11-28')).toBe(false);
    expect(isLate('2025-11-29', '2025-11-28')).toBe(true);
  });
});

describe('elapsed working days', () => {
  const elapsed = (today: string, ...pauses: { from: string; until?: string }[]) =>
    elapsedWorkingDays('2025-11-24', today, pauses, indonesia);

  it('are those after the day of the start', () => {
    expect(elapsed('2025-11-24')).toBe(0);
    expect(elapsed('2025-12-01')).toBe(5);
    expect(elapsed('2025-11-20')).toBe(0);
  });

  it('leave out the days after a pause began, up to the day it ended', () => {
    expect(elapsed('2025-12-01', { from: '2025-11-25', until: '2025-11-27' })).toBe(3);
    expect(elapsed('2025-12-01', { from: '2025-11-25', until: '2025-11-25' })).toBe(5);
  });

  it('stand still while a pause is open, and before one that lies ahead do not', () => {
    expect(elapsed('2025-12-12', { from: '2025-11-26' })).toBe(2);
    expect(elapsed('2025-11-26', { from: '2025-12-01' })).toBe(2);
  });

  it('take overlapping pauses once, in whatever order they are told', () => {
    const [a, b] = [
      { from: '2025-11-26', until: '2025-12-02' },
      { from: '2025-11-25', until: '2025-11-27' },
    ];
    expect(elapsed('2025-12-04', a, b)).toBe(3);
    expect(elapsed('2025-12-04', b, a)).toBe(3);
  });

  it('ignore a pause that was over before the start', () => {
    expect(elapsed('2025-11-26', { from: '2025-11-03', until: '2025-11-10' })).toBe(2);
  });
  it('ignore a pause that ended, in a zone to the west, on the day before it began', () => {
    expect(elapsed('2025-12-01', { from: '2025-11-27', until: '2025-11-26' })).toBe(5);
  });
});
