import { describe, expect, it } from 'vitest';
import { indonesia } from '../fixtures/indonesia.js';
import { dueAt, dueOn, InvalidWorkingDays, reminderDays, reminders } from './deadlines.js';

describe('the examples of domain.md §3', () => {
  it.each([
    ['Mon 24 Nov 2025', '2025-11-24', ['2025-11-27', '2025-12-01', '2025-12-08', '2025-12-12', '2026-02-24']],
    ['Fri 19 Dec 2025', '2025-12-19', ['2025-12-24', '2025-12-30', '2026-01-07', '2026-01-13', '2026-03-30']],
    ['Thu 27 Mar 2025', '2025-03-27', ['2025-04-10', '2025-04-14', '2025-04-22', '2025-04-28', '2025-07-11']],
  ])('%s: 3, 5, 10, 14 and 60 working days', (_, receivedOn, expected) => {
    expect([3, 5, 10, 14, 60].map((days) => dueOn(receivedOn, days, indonesia))).toEqual(expected);
  });
});

describe('a due date', () => {
  it('is over at 24:00 of the zone', () => {
    expect(dueAt('2025-11-27', 'WIB')).toEqual(new Date('2025-11-27T17:00:00Z'));
    expect(dueAt('2025-11-27', 'WITA')).toEqual(new Date('2025-11-27T16:00:00Z'));
    expect(dueAt('2025-11-27', 'WIT')).toEqual(new Date('2025-11-27T15:00:00Z'));
  });

  it('starts to count on the first working day after an event on a weekend', () => {
    expect(dueOn('2025-11-22', 1, indonesia)).toBe('2025-11-24');
  });

  it('with no days is the day itself', () => {
    expect(dueOn('2025-11-22', 0, indonesia)).toBe('2025-11-22');
  });

  it.each([-1, 2.5, 1_001, NaN])('of %s working days is refused', (days) => {
    expect(() => dueOn('2025-11-24', days, indonesia)).toThrow(InvalidWorkingDays);
  });
});

describe('reminders', () => {
  it('come at 08:00 local of working days 11, 13 and 14 of 14', () => {
    expect(reminders('2025-11-24', 14, indonesia, 'WITA')).toEqual([
      { name: '75', on: '2025-12-09', at: new Date('2025-12-09T00:00:00Z') },
      { name: '90', on: '2025-12-11', at: new Date('2025-12-11T00:00:00Z') },
      { name: 'last', on: '2025-12-12', at: new Date('2025-12-12T00:00:00Z') },
    ]);
  });

  it.each([
    [1, ['last']],
    [3, ['last']],
    [5, ['75', 'last']],
    [10, ['75', '90', 'last']],
    [60, ['75', '90', 'last']],
    [0, []],
  ])('of a clock of %i days are %j: never two on one morning', (days, names) => {
    expect(reminders('2025-11-24', days, indonesia, 'WIB').map(({ name }) => name)).toEqual(names);
  });

  it('come at other shares where a setting says so', () => {
    expect(reminderDays(10, [50, 100])).toEqual([
      { day: 5, share: 50, name: '75' },
      { day: 10, share: 100, name: 'last' },
    ]);
  });
});
