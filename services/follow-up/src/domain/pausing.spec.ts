import { dueOn, elapsedWorkingDays, isWorkingDay, localDateOf } from '@tuntas/calendar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseIn, later, made, MONDAY, openedCase, settings, step, types } from '../../fixtures/cases.js';
import { openClock, running, tick } from './clocks.js';

const CASES = 2_000;
const due = (kase: ReturnType<typeof openedCase>): Record<string, string> =>
  Object.fromEntries(running(kase).map(({ clock, dueOn: on }) => [clock, on]));
const TUESDAY = later(MONDAY, 1);
const postponed = made(step(caseIn('ROUTED'), 'postpone', TUESDAY)).kase;

describe('a postponed case', () => {
  it('keeps its holder and its citizen’s clocks, which stand still, and waits for the complainant', () => {
    expect(postponed).toMatchObject({ state: 'POSTPONED', holder: caseIn('ROUTED').holder, round: 1 });
    expect(running(postponed).map(({ clock, pausedOn }) => [clock, pausedOn])).toEqual([
      ['D3', '2025-11-25'],
      ['D4', '2025-11-25'],
      ['D5', undefined],
    ]);
    expect(due(postponed)['D5']).toBe('2025-12-09');
  });

  it('misses nothing of what stands still, however long it takes', () => {
    const facts = types(tick(postponed, later(MONDAY, 400)).facts);
    expect(facts).toEqual(['deadline.reminded', 'deadline.reminded', 'deadline.reminded', 'deadline.missed']);
  });

  it('goes on where it was, with as many working days left as before', () => {
    const resumed = made(step(postponed, 'resume', later(MONDAY, 4))).kase;
    expect(resumed).toMatchObject({ state: 'ROUTED', round: 1, postponed: undefined });
    expect(due(resumed)).toEqual({ D2: '2025-12-02', D3: '2025-12-04', D4: '2025-12-17' });
    expect(openClock(resumed, 'D2')).toMatchObject({ instance: 2 });
    expect(openClock(resumed, 'D4')).toMatchObject({
      instance: 1,
      pauses: [{ from: '2025-11-25', until: '2025-11-28' }],
    });
  });

  it('back at the desk begins a round, so that an older answer of routing is void', () => {
    const atDesk = made(step(openedCase(), 'postpone', TUESDAY)).kase;
    const resumed = made(step(atDesk, 'resume', later(MONDAY, 3))).kase;
    expect(resumed).toMatchObject({ state: 'SUBMITTED', round: 2 });
    expect(openClock(resumed, 'D1')).toMatchObject({ instance: 2, dueOn: '2025-12-02' });
  });

  it('keeps a breach that was recorded before, and climbs on only when it goes on', () => {
    const late = tick(caseIn('ASSIGNED'), later(MONDAY, 8)).kase;
    const paused = made(step(late, 'postpone', later(MONDAY, 8))).kase;
    const resumed = made(step(paused, 'resume', later(MONDAY, 15))).kase;
    const before = openClock(late, 'D3');
    expect(openClock(resumed, 'D3')).toMatchObject({ dueAt: before?.dueAt, missedAt: before?.missedAt });
    expect(openClock(resumed, 'D3')?.ahead.map(({ at }) => at)).toEqual([
      '2025-12-09T16:00:00.000Z',
      '2025-12-11T16:00:00.000Z',
      '2025-12-15T16:00:00.000Z',
    ]);
  });

  it(`is due when all its working days are counted and it runs, over ${CASES} lives`, () => {
    const hours = fc.integer({ min: 0, max: 24 * 30 });
    fc.assert(
      fc.property(fc.array(fc.tuple(hours, hours), { minLength: 1, maxLength: 4 }), (pauses) => {
        let kase = caseIn('ASSIGNED');
        let now = MONDAY;
        for (const [until, long] of pauses) {
          now = later(now, 0, until);
          const paused = step(kase, 'postpone', now);
          if ('notLegal' in paused) return;
          now = later(now, 0, long);
          kase = made(step(paused.kase, 'resume', now)).kase;
        }
        const clock = openClock(kase, 'D4');
        if (!clock) throw new Error('D4 runs until an answer.');
        if (clock.missedAt !== undefined) return;
        const { calendar } = settings;
        // More where it goes on, with no day left, on a day off or just to stand still again.
        const elapsed = elapsedWorkingDays(clock.startsOn, clock.dueOn, clock.pauses, calendar);
        expect(elapsed).toBeGreaterThanOrEqual(clock.workingDays);
        for (const { from, until = '' } of clock.pauses) expect(clock.dueOn < from || clock.dueOn >= until).toBe(true);
        expect(isWorkingDay(clock.dueOn, calendar)).toBe(true);
        const [first] = clock.pauses;
        if (clock.pauses.length === 1 && first?.until !== undefined) {
          const used = elapsedWorkingDays(clock.startsOn, first.from, [], calendar);
          const left = clock.workingDays - used;
          if (left > 0) expect(clock.dueOn).toBe(dueOn(first.until, left, calendar));
        }
        expect(clock.dueOn >= localDateOf(MONDAY, 'WITA')).toBe(true);
      }),
      { numRuns: CASES },
    );
  });
});
