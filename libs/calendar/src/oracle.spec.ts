/** The clever count against a slow one that shares no code with it, and zones against `Intl` and ISO 8601 offsets. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyCalendar,
  anyDate,
  anyInstant,
  anyLimit,
  anyStartAndPauses,
  anyZone,
  calendars,
  DAYS_KNOWN,
  inCases,
  often,
} from '../fixtures/arbitraries.js';
import { countedOrUnknown } from '../fixtures/counted-or-unknown.js';
import { plusDays, slowlyCounted, slowlyElapsed, slowlyWorks } from '../fixtures/slow-count.js';
import { isWorkingDay, workingDaysBetween } from './calendar.js';
import { dueAt, dueOn, reminders } from './deadlines.js';
import { elapsedWorkingDays } from './elapsed.js';
import { localDateOf } from './zones.js';

const offsets = { WIB: '+07:00', WITA: '+08:00', WIT: '+09:00' } as const;
const wallClocks = {
  WIB: new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }),
  WITA: new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Makassar' }),
  WIT: new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jayapura' }),
} as const;

describe('the slow count agrees', () => {
  it('on every day of 2023 to 2027, with five and six days a week and with own days off', () => {
    const days = Array.from({ length: DAYS_KNOWN }, (_, day) => plusDays('2023-01-01', day));
    expect(days.at(-1)).toBe('2027-12-31');
    for (const { calendar, works } of Object.values(calendars)) {
      expect(days.filter((on) => isWorkingDay(on, calendar) !== works(Date.parse(on)))).toEqual([]);
    }
  });

  it(`with due dates ${inCases}`, () => {
    fc.assert(
      fc.property(anyDate, anyLimit, anyCalendar, (from, days, { calendar, works }) => {
        expect(dueOn(from, days, calendar)).toBe(slowlyCounted(from, days, works));
      }),
      often,
    );
  });

  it(`with working days between two dates, in either direction, ${inCases}`, () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 200 }), anyCalendar, (from, days, { calendar, works }) => {
        const to = plusDays(from, days);
        const slowly = slowlyElapsed(from, to, works);
        expect(workingDaysBetween(from, to, calendar)).toBe(slowly);
        expect(workingDaysBetween(to, from, calendar)).toBe(-slowly + 0);
      }),
      often,
    );
  });

  it(`with elapsed days, pauses out, ${inCases}`, () => {
    fc.assert(
      fc.property(
        anyStartAndPauses,
        fc.integer({ min: 0, max: 150 }),
        anyCalendar,
        ({ start, pauses }, days, { calendar, works }) => {
          const today = plusDays(start, days);
          const slowly = slowlyElapsed(start, today, works, pauses);
          expect(elapsedWorkingDays(start, today, pauses, calendar)).toBe(slowly);
        },
      ),
      often,
    );
  });

  it(`with the n-th counted day, pauses out, ${inCases}`, () => {
    fc.assert(
      fc.property(anyStartAndPauses, anyLimit, anyCalendar, ({ start, pauses }, nth, { calendar, works }) => {
        const slowly = slowlyCounted(start, nth, works, pauses);
        expect(countedOrUnknown(start, nth, pauses, calendar)).toBe(slowly);
      }),
      often,
    );
  });

  it(`with the reminders of a clock ${inCases}`, () => {
    fc.assert(
      fc.property(anyDate, anyLimit, anyCalendar, anyZone, (from, days, { calendar, works }, zone) => {
        const ofPercent = (percent: number) => {
          let day = 1;
          while (day * 100 < days * percent) day += 1;
          return slowlyCounted(from, day, works);
        };
        const slowly = new Map([
          [ofPercent(75), '75'],
          [ofPercent(90), '90'],
          [ofPercent(100), 'last'],
        ]);
        const told = reminders(from, days, calendar, zone).map(({ on, at, name }) => `${name} ${on} ${at.getTime()}`);
        expect(told.join()).toBe(
          [...slowly].map(([on, name]) => `${name} ${on} ${Date.parse(`${on}T08:00:00${offsets[zone]}`)}`).join(),
        );
      }),
      often,
    );
  });

  it('knows the examples of domain.md by itself', () => {
    const works = slowlyWorks([0, 6]);
    expect([3, 5, 10, 14, 60].map((nth) => slowlyCounted('2025-12-19', nth, works))).toEqual([
      '2025-12-24',
      '2025-12-30',
      '2026-01-07',
      '2026-01-13',
      '2026-03-30',
    ]);
  });
});

describe('zones', () => {
  it(`agree with the time zone database ${inCases}`, () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        expect(localDateOf(instant, zone)).toBe(wallClocks[zone].format(instant));
      }),
      often,
    );
  });

  it(`end a due date at 24:00 by their ISO 8601 offset ${inCases}`, () => {
    fc.assert(
      fc.property(anyDate, anyZone, (on, zone) => {
        expect(dueAt(on, zone).getTime()).toBe(Date.parse(`${on}T24:00:00${offsets[zone]}`));
      }),
      often,
    );
  });
});
