/**
 * The clever count against a slow one that shares no code with it: walks day by day, weekday by `Date`, days off by a
 * set of texts, zones by `Intl`.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOffOfIndonesia, indonesia } from '../fixtures/indonesia.js';
import { isWorkingDay, workingCalendar, workingDaysBetween } from './calendar.js';
import { dueAt, dueOn, reminders } from './deadlines.js';
import { elapsedWorkingDays } from './elapsed.js';
import { instantAt, localDateOf, type Zone } from './zones.js';

const off = new Set(daysOffOfIndonesia.daysOff.map(({ on }) => on));

function next(on: string): string {
  const date = new Date(`${on}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

function slowlyWorks(on: string, weekend: readonly number[]): boolean {
  return !weekend.includes(new Date(`${on}T12:00:00Z`).getUTCDay()) && !off.has(on);
}

function slowlyDue(receivedOn: string, workingDays: number, weekend: readonly number[]): string {
  let on = receivedOn;
  for (let left = workingDays; left > 0;) {
    on = next(on);
    if (slowlyWorks(on, weekend)) left -= 1;
  }
  return on;
}

function slowlyBetween(after: string, upTo: string, counts: (on: string) => boolean): number {
  let count = 0;
  for (let on = after; on < upTo;) {
    on = next(on);
    if (counts(on)) count += 1;
  }
  return count;
}

const fiveDays = [0, 6];
const weeks = fc.constantFrom(
  { calendar: indonesia, weekend: fiveDays },
  { calendar: workingCalendar(daysOffOfIndonesia, { week: 'six-days' }), weekend: [0] },
);
const anyDate = fc
  .date({ min: new Date('2023-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyInstant = fc.date({ min: new Date('2023-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
const anyLimit = fc.integer({ min: 1, max: 90 });
const anyZone = fc.constantFrom<Zone>('WIB', 'WITA', 'WIT');
const placeOf: Record<Zone, string> = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' };
const often = { numRuns: 3_000 };

describe('against the slow oracle', () => {
  it('due dates agree, with five and with six days a week', () => {
    fc.assert(
      fc.property(anyDate, anyLimit, weeks, (from, days, { calendar, weekend }) => {
        expect(dueOn(from, days, calendar)).toBe(slowlyDue(from, days, weekend));
      }),
      often,
    );
  });

  it('working days between two dates agree', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 200 }), weeks, (from, days, { calendar, weekend }) => {
        const to = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
        const slowly = slowlyBetween(from, to, (on) => slowlyWorks(on, weekend));
        expect(workingDaysBetween(from, to, calendar)).toBe(slowly);
        expect(workingDaysBetween(to, from, calendar)).toBe(-slowly + 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('elapsed days with pauses agree', () => {
    const span = fc.tuple(fc.integer({ min: -20, max: 120 }), fc.integer({ min: 0, max: 40 }), fc.boolean());
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 120 }), fc.array(span, { maxLength: 4 }), (start, days, spans) => {
        const plus = (count: number) => new Date(Date.parse(start) + count * 86_400_000).toISOString().slice(0, 10);
        const pauses = spans.map(([from, length, open]) =>
          open ? { from: plus(from) } : { from: plus(from), until: plus(from + length) },
        );
        const runs = (on: string) => !pauses.some(({ from, until }) => on > from && (!until || on <= until));
        const slowly = slowlyBetween(start, plus(days), (on) => slowlyWorks(on, fiveDays) && runs(on));
        expect(elapsedWorkingDays(start, plus(days), pauses, indonesia)).toBe(slowly);
      }),
      { numRuns: 1_000 },
    );
  });

  it('local dates agree with the time zone database', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        const byIntl = new Intl.DateTimeFormat('en-CA', { timeZone: placeOf[zone] }).format(instant);
        expect(localDateOf(instant, zone)).toBe(byIntl);
      }),
      often,
    );
  });
});

describe('always', () => {
  it('a due date is a working day, and never earlier for a later start or a longer limit', () => {
    fc.assert(
      fc.property(anyDate, anyLimit, weeks, (from, days, { calendar }) => {
        const due = dueOn(from, days, calendar);
        expect(isWorkingDay(due, calendar)).toBe(true);
        expect(dueOn(next(from), days, calendar) >= due).toBe(true);
        expect(dueOn(from, days + 1, calendar) > due).toBe(true);
        expect(elapsedWorkingDays(from, due, [], calendar)).toBe(days);
      }),
      often,
    );
  });

  it('the same date ends one hour earlier a zone to the east', () => {
    fc.assert(
      fc.property(anyDate, (on) => {
        const [west, middle, east] = [dueAt(on, 'WIB'), dueAt(on, 'WITA'), dueAt(on, 'WIT')].map(Number);
        expect([west! - middle!, middle! - east!]).toEqual([3_600_000, 3_600_000]);
      }),
    );
  });

  it('the last millisecond before the end still bears the due date, the end itself the next', () => {
    fc.assert(
      fc.property(anyDate, anyZone, (on, zone) => {
        const end = dueAt(on, zone);
        expect(localDateOf(new Date(end.getTime() - 1), zone)).toBe(on);
        expect(localDateOf(end, zone)).toBe(next(on));
        expect(localDateOf(instantAt(on, 0, zone), zone)).toBe(on);
      }),
    );
  });

  it('reminders come on working days, in order, in time, and the last one on the due date', () => {
    fc.assert(
      fc.property(anyDate, anyLimit, weeks, anyZone, (from, days, { calendar }, zone) => {
        const all = reminders(from, days, calendar, zone);
        const due = dueOn(from, days, calendar);
        expect(all.at(-1)).toMatchObject({ name: 'last', on: due });
        expect(new Set(all.map(({ on }) => on)).size).toBe(all.length);
        expect(all.map(({ at }) => Number(at))).toEqual(all.map(({ at }) => Number(at)).toSorted((a, b) => a - b));
        expect(all.every(({ on, at }) => isWorkingDay(on, calendar) && at < dueAt(due, zone))).toBe(true);
      }),
    );
  });
});
