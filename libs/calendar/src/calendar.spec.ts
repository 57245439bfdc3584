import { describe, expect, it } from 'vitest';
import { isWorkingDay, workingCalendar, workingDaysBetween } from './calendar.js';
import { daysOffOfIndonesia, indonesia } from '../fixtures/indonesia.js';
import { dayNumber, InvalidLocalDate } from './local-date.js';

describe('working days', () => {
  it.each([
    ['2025-11-24', true, 'a Monday'],
    ['2025-11-22', false, 'a Saturday'],
    ['2025-11-23', false, 'a Sunday'],
    ['2025-12-25', false, 'Christmas'],
    ['2025-12-26', false, 'collective leave after Christmas'],
    ['2025-08-18', false, 'declared in that very August'],
  ])('%s: %s – %s', (on, expected) => {
    expect(isWorkingDay(on, indonesia)).toBe(expected);
  });

  it('lets units with a six-day week work on Saturdays, not on Sundays or days off', () => {
    const sixDays = workingCalendar(daysOffOfIndonesia, { week: 'six-days' });
    expect(isWorkingDay('2025-11-22', sixDays)).toBe(true);
    expect(isWorkingDay('2025-11-23', sixDays)).toBe(false);
    expect(isWorkingDay('2025-12-25', sixDays)).toBe(false);
  });

  it('counts from the day after up to and with the last', () => {
    expect(workingDaysBetween('2025-11-24', '2025-11-25', indonesia)).toBe(1);
    expect(workingDaysBetween('2025-11-21', '2025-11-24', indonesia)).toBe(1);
    expect(workingDaysBetween('2025-11-24', '2025-11-24', indonesia)).toBe(0);
    expect(workingDaysBetween('2025-11-25', '2025-11-24', indonesia)).toBe(-1);
  });

  it('counts a day off once, though two decrees name it or it falls on a weekend', () => {
    const twice = workingCalendar({
      version: 1,
      daysOff: [
        { on: '2025-01-01', kind: 'holiday', name: 'Tahun Baru' },
        { on: '2025-01-01', kind: 'collective-leave', name: 'Tahun Baru' },
        { on: '2025-01-04', kind: 'holiday', name: 'a Saturday' },
      ],
    });
    expect(workingDaysBetween('2024-12-31', '2025-01-07', twice)).toBe(4);
  });

  it('refuses a date that does not exist, rather than roll it over', () => {
    expect(() => isWorkingDay('2025-02-30', indonesia)).toThrow(InvalidLocalDate);
    expect(() => dayNumber('24-11-2025')).toThrow('write it as YYYY-MM-DD');
    expect(() => dayNumber('2025-1-01')).toThrow(InvalidLocalDate);
  });
});

describe("an agency's own days off", () => {
  /** 15 August, the founding day of Central Java, was a Friday in 2025; the day before Christmas a Wednesday. */
  const own = {
    version: 7,
    daysOff: ['2025-08-15', '2025-12-24', '2025-12-25', '2029-08-15'].map((on) => ({
      on,
      kind: 'holiday' as const,
      name: 'Hari Jadi',
    })),
  };
  const ofAgency = workingCalendar(daysOffOfIndonesia, { own });

  it('are off besides the national ones, and a day that both name is off once', () => {
    expect(isWorkingDay('2025-08-15', ofAgency)).toBe(false);
    expect(isWorkingDay('2025-08-15', indonesia)).toBe(true);
    expect(workingDaysBetween('2025-12-23', '2025-12-29', ofAgency)).toBe(1);
    expect(workingDaysBetween('2025-12-23', '2025-12-29', indonesia)).toBe(2);
  });

  it('go with a week of their own', () => {
    const sixDays = workingCalendar(daysOffOfIndonesia, { week: 'six-days', own });
    expect(workingDaysBetween('2025-12-23', '2025-12-29', sixDays)).toBe(2);
  });

  it('make no year known, since they say nothing about its joint decree', () => {
    expect(isWorkingDay('2029-08-15', ofAgency)).toBe(false);
    expect(ofAgency.knownYears).toEqual([2023, 2024, 2025, 2026, 2027]);
  });

  it('are named by a version beside the national one', () => {
    expect(ofAgency).toMatchObject({ version: 1, ownVersion: 7 });
    expect(indonesia).not.toHaveProperty('ownVersion');
  });
});
