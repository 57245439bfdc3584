/** What holds for every clock, whatever its start, limit, pauses, calendar and zone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyCalendar,
  anyDate,
  anyLimit,
  anyStartAndPauses,
  anyZone,
  calendars,
  inCases,
  often,
} from '../fixtures/arbitraries.js';
import { countedOrUnknown } from '../fixtures/counted-or-unknown.js';
import { plusDays } from '../fixtures/slow-count.js';
import { workingDaysBetween } from './calendar.js';
import { dueAt, dueOn, reminders } from './deadlines.js';
import { elapsedWorkingDays } from './elapsed.js';
import { instantAt, localDateOf } from './zones.js';

const MS_AN_HOUR = 3_600_000;

describe('a due date', () => {
  it(`is never a day off ${inCases}`, () => {
    fc.assert(
      fc.property(anyDate, anyLimit, anyCalendar, (from, days, { calendar, works }) =>
        works(Date.parse(dueOn(from, days, calendar))),
      ),
      often,
    );
  });

  it(`is never earlier for a later start, and always later for a longer limit, ${inCases}`, () => {
    fc.assert(
      fc.property(anyDate, anyLimit, anyCalendar, (from, days, { calendar }) => {
        const due = dueOn(from, days, calendar);
        return dueOn(plusDays(from, 1), days, calendar) >= due && dueOn(from, days + 1, calendar) > due;
      }),
      often,
    );
  });

  it(`is never later with six days a week than with five, nor earlier with own days off, ${inCases}`, () => {
    const { fiveDays, sixDays, ownDays } = calendars;
    fc.assert(
      fc.property(anyDate, anyLimit, (from, days) => {
        const due = dueOn(from, days, fiveDays.calendar);
        return dueOn(from, days, sixDays.calendar) <= due && dueOn(from, days, ownDays.calendar) >= due;
      }),
      often,
    );
  });

  it(`ends one hour earlier a zone to the east, and so do its reminders come, ${inCases}`, () => {
    fc.assert(
      fc.property(anyDate, anyLimit, anyCalendar, (from, days, { calendar }) => {
        const hoursAhead = { WIB: 0, WITA: 1, WIT: 2 };
        const [west, middle, east] = (['WIB', 'WITA', 'WIT'] as const).map((zone) =>
          [...reminders(from, days, calendar, zone).map(({ at }) => at), dueAt(from, zone)]
            .map((at) => at.getTime() + hoursAhead[zone] * MS_AN_HOUR)
            .join(),
        );
        return west === middle && west === east;
      }),
      often,
    );
  });

  it(`is the local date to the last millisecond, and then the next is, ${inCases}`, () => {
    fc.assert(
      fc.property(anyDate, anyZone, (on, zone) => {
        const end = dueAt(on, zone);
        return (
          localDateOf(new Date(end.getTime() - 1), zone) === on &&
          localDateOf(end, zone) === plusDays(on, 1) &&
          localDateOf(instantAt(on, 0, zone), zone) === on
        );
      }),
      often,
    );
  });
});

describe('reminders', () => {
  it(`come on working days, in order, never two on one, in time, the last on the due date, ${inCases}`, () => {
    fc.assert(
      fc.property(anyDate, anyLimit, anyCalendar, anyZone, (from, days, { calendar, works }, zone) => {
        const all = reminders(from, days, calendar, zone);
        const due = dueOn(from, days, calendar);
        const dates = all.map(({ on }) => on);
        return (
          all.at(-1)?.name === 'last' &&
          dates.at(-1) === due &&
          dates.every((on, index) => index === 0 || on > dates[index - 1]!) &&
          all.every(({ on, at }) => works(Date.parse(on)) && at < dueAt(due, zone))
        );
      }),
      often,
    );
  });
});

describe('a clock that stood still', () => {
  it(`has used all n days by its n-th counted day, a working day at whose end it runs, ${inCases}`, () => {
    fc.assert(
      fc.property(anyStartAndPauses, anyLimit, anyCalendar, ({ start, pauses }, nth, { calendar, works }) => {
        const day = countedOrUnknown(start, nth, pauses, calendar);
        const isOpen = pauses.some(({ until }) => until === undefined);
        if (day === undefined) return isOpen;
        const elapsed = elapsedWorkingDays(start, day, pauses, calendar);
        const stands = pauses.some(({ from, until }) => day >= from && (until === undefined || day < until));
        return elapsed >= nth && works(Date.parse(day)) && !stands;
      }),
      often,
    );
  });

  it(`is due as one whose start lies later by what the pause took ${inCases}`, () => {
    const length = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(anyDate, anyLimit, length, length, anyCalendar, (start, nth, ran, stood, { calendar, works }) => {
        const from = plusDays(start, ran);
        const until = plusDays(from, stood);
        const took = workingDaysBetween(from, until, calendar);
        const alone = dueOn(start, nth, calendar);
        // With no day left it ends with the first working day from its going on; no shifted start says so on a day off.
        fc.pre(alone !== from || works(Date.parse(until)));
        const isBehind = alone >= from;
        const shifted = dueOn(start, isBehind ? took : 0, calendar);
        expect(countedOrUnknown(start, nth, [{ from, until }], calendar)).toBe(dueOn(shifted, nth, calendar));
      }),
      often,
    );
  });

  it(`without pauses is due as any other, and from day 0 on, ${inCases}`, () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 90 }), anyCalendar, (start, nth, { calendar }) => {
        expect(countedOrUnknown(start, nth, [], calendar)).toBe(dueOn(start, nth, calendar));
      }),
      often,
    );
  });

  it(`counts never earlier for a later start, a further day and a further pause, in any order of pauses, ${inCases}`, () => {
    fc.assert(
      fc.property(anyStartAndPauses, anyLimit, anyCalendar, ({ start, pauses }, nth, { calendar }) => {
        const never = '9999-12-31';
        const counted = (...[from, day, stood]: [string, number, typeof pauses]) =>
          countedOrUnknown(from, day, stood, calendar) ?? never;
        const day = counted(start, nth, pauses);
        return (
          counted(plusDays(start, 1), nth, pauses) >= day &&
          counted(start, nth + 1, pauses) >= day &&
          counted(start, nth, pauses.slice(1)) <= day &&
          counted(start, nth, pauses.toReversed()) === day
        );
      }),
      often,
    );
  });
});
