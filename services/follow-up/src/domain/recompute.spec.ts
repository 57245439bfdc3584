import { type DayOff, workingCalendar } from '@tuntas/calendar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGENCY, caseIn, daysOff, later, made, MONDAY, settings, step, types } from '../../fixtures/cases.js';
import { defaultLimits } from '../store/default-limits.js';
import type { Case, Deadline } from './case.js';
import { openClock, openPause, tick } from './clocks.js';
import { movedBy, recomputed } from './recompute.js';
import type { Limits, Settings } from './settings.js';

const RUNS = 1_000;
const REVISION = 1;
const withDays = (days: readonly DayOff[]): Settings => ({
  ...settings,
  revision: REVISION,
  calendar: workingCalendar({ version: 2, daysOff: days }),
});
const holiday = (on: string): DayOff => ({ on, kind: 'collective-leave', name: 'Cuti bersama' });
/** As a decree in the middle of the year does it. */
const withHoliday = (on: string): Settings => withDays([...daysOff, holiday(on)]);
const withLimits = (changes: Partial<Limits>): Settings => ({
  ...settings,
  revision: REVISION,
  limits: [defaultLimits, { ...defaultLimits, version: 5, ...changes }],
});
const facts = (kase: Case, all: Settings, now = MONDAY) => recomputed(kase, now, all).facts;

/** Day by day, by a list of dates: an independent count. */
function slowlyDue(startsOn: string, workingDays: number, off: ReadonlySet<string>): string {
  let [date, left] = [startsOn, workingDays];
  while (left > 0) {
    date = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
    if (![0, 6].includes(new Date(date).getUTCDay()) && !off.has(date)) left -= 1;
  }
  return date;
}

describe('a calendar that changes', () => {
  it(`moves exactly the open clocks that count over a changed day, in ${RUNS} random cases`, () => {
    const day = fc.integer({ min: 0, max: 100 }).map((n) => later(MONDAY, n).toISOString().slice(0, 10));
    const states = fc.constantFrom('SUBMITTED', 'ROUTED', 'ASSIGNED', 'IN_PROGRESS', 'ANSWERED', 'POSTPONED', 'CLOSED');
    const age = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(
        states,
        age,
        fc.array(day, { maxLength: 4 }),
        fc.array(day, { maxLength: 4 }),
        (state, days, more, gone) => {
          const changed = [...daysOff.filter(({ on }) => !gone.includes(on)), ...more.map(holiday)];
          const off = new Set(changed.map(({ on }) => on));
          const now = later(MONDAY, days);
          const before = tick(caseIn(state), now).kase;
          const expected = before.deadlines
            .filter((one) => one.endedAt === undefined && one.missedAt === undefined && !openPause(one))
            .map((one) => ({ one, due: slowlyDue(one.startsOn, one.workingDays, off) }))
            .filter(({ one, due }) => due !== one.dueOn);
          const set = facts(before, withDays(changed), now).filter(({ event }) => event.type === 'deadline.set');
          expect(set.map(({ data }) => data)).toMatchObject(
            expected.map(({ one: { clock, instance }, due }) => ({ clock, instance, dueOn: due, calendarVersion: 2 })),
          );
          expect(movedBy(before, now, withDays(changed))).toHaveLength(set.length);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('tells of each clock that it moved, and changes no version of those that it left', () => {
    const { kase, facts: told } = recomputed(caseIn('ROUTED'), MONDAY, withHoliday('2025-11-27'));
    expect(told.map(({ event, data }) => [event.type, data])).toMatchObject([
      [
        'deadline.set',
        { clock: 'D3', dueOn: '2025-12-02', calendarVersion: 2, limitsVersion: 4, limitsCode: 'national' },
      ],
      ['deadline.set', { clock: 'D4', dueOn: '2025-12-15' }],
    ]);
    expect(openClock(kase, 'D2')).toMatchObject({
      dueOn: '2025-11-26',
      calendarVersion: 1,
      settingsRevision: REVISION,
    });
    expect(facts(kase, withHoliday('2025-11-27'))).toEqual([]);
  });

  it('moves reminders and rungs of the ladder that are still ahead, even where the end stays', () => {
    const moved = openClock(recomputed(caseIn('ROUTED'), MONDAY, withHoliday('2025-12-02')).kase, 'D3');
    expect(moved).toMatchObject({ dueOn: '2025-12-01', calendarVersion: 1 });
    expect(moved?.ahead.map(({ at }) => at.slice(0, 10)).slice(-4)).toEqual([
      '2025-12-01',
      '2025-12-03',
      '2025-12-05',
      '2025-12-09',
    ]);
  });

  it('leaves a breach that fired as it was, also one that nobody had taken yet', () => {
    const late = later(MONDAY, 10);
    for (const kase of [caseIn('SUBMITTED'), tick(caseIn('SUBMITTED'), late).kase]) {
      const after = recomputed(kase, late, withHoliday('2025-11-26')).kase;
      expect(openClock(after, 'D1')).toMatchObject({ dueOn: '2025-11-27', calendarVersion: 1 });
      expect(openClock(after, 'D1')?.missedAt).toBe(late.toISOString());
    }
  });

  it('leaves intervals of a clock that stands still as they are; going on, it counts by the new days', () => {
    const stands = made(step(caseIn('ASSIGNED'), 'postpone', later(MONDAY, 1))).kase;
    const { kase, facts: told } = recomputed(stands, later(MONDAY, 2), withHoliday('2025-12-03'));
    const pausesOf = (one: Case) => openClock(one, 'D3')?.pauses;
    expect(pausesOf(kase)).toEqual([{ from: '2025-11-25' }]);
    expect(types(told)).toEqual(['deadline.set']);
    expect(openClock(kase, 'D3')?.dueOn).toBe(openClock(stands, 'D3')?.dueOn);
  });

  it('of one agency moves the clocks that started with that agency, and no others', () => {
    const own = workingCalendar({ version: 1, daysOff }, { week: 'six-days' });
    const six: Settings = { ...settings, revision: REVISION, agencyCalendars: new Map([[AGENCY, own]]) };
    expect(facts(caseIn('ROUTED'), six).map(({ data }) => data)).toMatchObject([
      { clock: 'D3', dueOn: '2025-11-29' },
      { clock: 'D4', dueOn: '2025-12-10' },
    ]);
    expect(facts(caseIn('SUBMITTED'), six)).toEqual([]);
    const routedOn: Case = { ...caseIn('ROUTED'), holder: { body: 'agency', agency: 'dinas-sosial' } };
    expect(facts(routedOn, six)).toHaveLength(2);
  });
});

describe('a limit that changes', () => {
  const longer = { workingDays: { ...defaultLimits.workingDays, 'D4-ordinary': 20 } };

  it('moves a clock that began on its first day or later, and no clock that began before', () => {
    const d4 = (validFrom: string) =>
      facts(caseIn('ROUTED'), withLimits({ ...longer, validFrom })).map(({ data }) => data);
    expect(d4('2025-11-24')).toMatchObject([{ clock: 'D4', workingDays: 20, dueOn: '2025-12-22', limitsVersion: 5 }]);
    expect(d4('2025-11-25')).toEqual([]);
  });

  it('that puts an end into the past makes what is due then happen, once', () => {
    const shorter = withLimits({ validFrom: '2025-11-01', workingDays: { ...defaultLimits.workingDays, D1: 1 } });
    const now = later(MONDAY, 2);
    const { kase, facts: told } = recomputed(caseIn('SUBMITTED'), now, shorter);
    expect(types(told)).toEqual(['deadline.set', 'deadline.missed', 'case.escalated']);
    expect(types(tick(kase, later(now, 30)).facts)).toEqual([]);
  });

  it('counts from now on for a clock that stands still, which is told when it goes on', () => {
    const stands = made(step(caseIn('ASSIGNED'), 'postpone')).kase;
    const { kase, facts: told } = recomputed(stands, MONDAY, withLimits({ ...longer, validFrom: '2025-11-24' }));
    expect(told).toEqual([]);
    expect(openClock(kase, 'D4')?.workingDays).toBe(20);
    const goesOn = made(step(kase, 'resume', later(MONDAY, 1))).kase;
    expect(openClock(goesOn, 'D4')).toMatchObject({
      dueOn: '2025-12-23',
      limitsVersion: 5,
    } satisfies Partial<Deadline>);
  });

  it('gives a clock that was not missed the new ladder', () => {
    const longerLadder: Partial<Limits> = {
      ladders: {
        D1: [
          { to: 'superior', after: 0 },
          { to: 'leader', after: 1 },
        ],
      },
    };
    const { kase, facts: told } = recomputed(caseIn('SUBMITTED'), MONDAY, withLimits(longerLadder));
    expect(openClock(kase, 'D1')?.ahead.map(({ does }) => does)).toEqual(['remind', 'miss', 'escalate', 'escalate']);
    expect(told).toEqual([]);
  });
});
