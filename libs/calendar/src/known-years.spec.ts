import { describe, expect, it } from 'vitest';
import { daysOffOfIndonesia, indonesia } from '../fixtures/indonesia.js';
import { isWorkingDay, workingCalendar } from './calendar.js';
import { isProvisional, missingNextYear, requireKnownYear, UnknownYear } from './known-years.js';
import { InvalidLocalDate } from './local-date.js';

describe('years without a decree', () => {
  it('are counted by weekdays and marked as provisional', () => {
    expect(isProvisional('2027-12-31', indonesia)).toBe(false);
    expect(isProvisional('2028-01-03', indonesia)).toBe(true);
    expect(isProvisional('2022-12-30', indonesia)).toBe(true);
    expect(isWorkingDay('2029-12-25', indonesia)).toBe(true);
    expect(isProvisional('2025-01-01', workingCalendar({ version: 1, daysOff: [] }))).toBe(true);
  });

  it('are refused, with what to do, where a guess will not do', () => {
    expect(() => requireKnownYear('2027-05-05', indonesia)).not.toThrow();
    expect(() => requireKnownYear('2028-05-05', indonesia)).toThrow(UnknownYear);
    expect(() => requireKnownYear('2028-05-05', indonesia)).toThrow(
      'Calendar version 1 knows 2023, 2024, 2025, 2026, 2027, not 2028: add the days off of 2028 from the joint decree and publish them as the next version.',
    );
  });

  it('may lie between two years that have one', () => {
    const gap = workingCalendar({
      version: 1,
      daysOff: ['2025-12-25', '2027-12-25'].map((on) => ({ on, kind: 'holiday', name: 'Hari Raya Natal' })),
    });
    expect(['2025-06-02', '2026-06-02', '2027-06-02'].map((on) => isProvisional(on, gap))).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('the next year is missing', () => {
  it.each<[string, number | undefined, string]>([
    ['2027-10-31', undefined, 'its decree may still come'],
    ['2027-11-01', 2028, 'in November'],
    ['2027-12-31', 2028, 'to the last day'],
    ['2026-11-24', undefined, 'since 2027 is declared'],
    ['2028-01-01', undefined, 'no longer: it has begun, and its dates are provisional'],
  ])('on %s: %s, %s', (today, year) => {
    expect(missingNextYear(today, indonesia)).toBe(year);
  });

  it('though a local holiday of it is known', () => {
    const own = { version: 1, daysOff: [{ on: '2028-08-15', kind: 'holiday' as const, name: 'Hari Jadi' }] };
    expect(missingNextYear('2027-11-01', workingCalendar(daysOffOfIndonesia, { own }))).toBe(2028);
  });

  it('is not asked of a date that does not exist', () => {
    expect(() => missingNextYear('2027-11-31', indonesia)).toThrow(InvalidLocalDate);
  });
});
