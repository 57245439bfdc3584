import type { Clock } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { caseIn, later, made, MONDAY, openedCase, settings, step, types } from '../../fixtures/cases.js';
import type { Case } from './case.js';
import { openClock, running, startClock, tick } from './clocks.js';
import { zoneOf } from './settings.js';

const due = (kase: Case): Record<string, string> =>
  Object.fromEntries(running(kase).map(({ clock, dueOn }) => [clock, dueOn]));
const clocksOf = (kase: Case): Clock[] => running(kase).map(({ clock }) => clock);

describe('clocks', () => {
  it('run until the dates that domain.md gives for a complaint of Monday 24 November 2025', () => {
    expect(due(openedCase())).toEqual({ D1: '2025-11-27' });
    expect(due(caseIn('ROUTED'))).toEqual({ D2: '2025-11-26', D3: '2025-12-01', D4: '2025-12-12' });
    expect(due(caseIn('ANSWERED'))).toEqual({ D6: '2025-12-08' });
  });

  it.each([
    [{ kind: 'information' }, '2025-12-01'],
    [{ kind: 'aspiration' }, '2025-12-01'],
    [{ class: 'supervisory' }, '2026-02-24'],
    [{ class: 'unknown' }, '2025-12-12'],
  ] as const)('give the citizen’s clock the limit of %o', (asked, dueOn) => {
    const kase: Case = { ...openedCase(), ...asked };
    const started = startClock('D4', kase, { startsOn: '2025-11-24', now: MONDAY, settings });
    expect(due(started)['D4']).toBe(dueOn);
  });

  it('end when the case leaves the states they belong to', () => {
    expect(clocksOf(caseIn('SUBMITTED'))).toEqual(['D1']);
    expect(clocksOf(caseIn('ROUTED'))).toEqual(['D2', 'D3', 'D4']);
    expect(clocksOf(caseIn('ASSIGNED'))).toEqual(['D3', 'D4']);
    expect(clocksOf(caseIn('IN_PROGRESS'))).toEqual(['D4']);
    expect(clocksOf(caseIn('ANSWERED'))).toEqual(['D6']);
    expect(clocksOf(made(step(caseIn('ANSWERED'), 'dispute')).kase)).toEqual(['D7']);
    expect(clocksOf(caseIn('CLOSED'))).toEqual([]);
  });

  it('restart the agency’s, never the citizen’s, when the case is returned and routed again', () => {
    const back = made(step(caseIn('ROUTED'), 'return', later(MONDAY, 1))).kase;
    expect(due(back)).toEqual({ D1: '2025-11-28', D4: '2025-12-12' });
    const again = made(step(back, 'route', later(MONDAY, 2))).kase;
    expect(openClock(again, 'D4')).toMatchObject({ instance: 1, dueOn: '2025-12-12' });
    expect(again.instances).toMatchObject({ D2: 2, D3: 2, D4: 1 });
  });

  it('of a new answer goes on when the disputed case is returned', () => {
    const disputed = made(step(caseIn('ANSWERED'), 'dispute')).kase;
    expect(clocksOf(made(step(disputed, 'return')).kase)).toEqual(['D7', 'D1']);
  });

  it('give the coordinator two days anew when a unit gives it back, and run on otherwise', () => {
    const assigned = due(made(step(caseIn('ASSIGNED'), 'giveBack', later(MONDAY, 1))).kase);
    expect(assigned).toEqual({ D3: '2025-12-01', D4: '2025-12-12', D2: '2025-11-27' });
    expect(clocksOf(made(step(caseIn('IN_PROGRESS'), 'giveBack')).kase)).toEqual(['D4', 'D2']);
    expect(clocksOf(made(step(caseIn('ASSIGNED'), 'reassign')).kase)).toEqual(['D3', 'D4']);
    expect(clocksOf(made(step(caseIn('IN_PROGRESS'), 'reassign')).kase)).toEqual(['D4']);
  });

  it('count from the day a letter was received, not from its entry', () => {
    const kase = openedCase({ receivedOn: '2025-11-20' }, MONDAY);
    expect(due(kase)).toEqual({ D1: '2025-11-25' });
  });

  it('never remind of a day that lies before the entry', () => {
    const kase = openedCase({ receivedOn: '2025-10-01' }, MONDAY);
    expect(types(tick(kase, MONDAY).facts)).toEqual(['deadline.missed', 'case.escalated']);
  });

  it('live by the holder agency’s zone, before routing by the place’s, else by the desk’s', () => {
    expect(zoneOf({ holder: { body: 'agency', agency: 'dinas-timur' }, area: '31' }, settings)).toBe('WIT');
    expect(zoneOf({ holder: { body: 'national-desk' }, area: '31.71.01' }, settings)).toBe('WIB');
    expect(zoneOf({ holder: { body: 'national-desk' }, area: undefined }, settings)).toBe('WITA');
  });

  it('take a step at its instant and not a millisecond earlier', () => {
    const kase = openedCase();
    const lastMoment = new Date('2025-11-27T16:00:00.000Z');
    const before = tick(kase, new Date(lastMoment.getTime() - 1));
    expect(types(before.facts)).toEqual(['deadline.reminded']);
    expect(types(tick(before.kase, lastMoment).facts)).toEqual(['deadline.missed', 'case.escalated']);
  });

  it('climb D3’s ladder: liaison, a working day later the coordinator, then the leader, then the national desk', () => {
    const steps = openClock(caseIn('ROUTED'), 'D3')?.ahead ?? [];
    expect(steps.filter(({ does }) => does !== 'remind')).toEqual([
      { at: '2025-12-01T16:00:00.000Z', does: 'miss' },
      { at: '2025-12-01T16:00:00.000Z', does: 'escalate', step: 1, to: 'liaison' },
      { at: '2025-12-02T16:00:00.000Z', does: 'escalate', step: 2, to: 'coordinator' },
      { at: '2025-12-04T16:00:00.000Z', does: 'escalate', step: 3, to: 'leader' },
      { at: '2025-12-08T16:00:00.000Z', does: 'escalate', step: 4, to: 'national-desk' },
    ]);
  });

  it('after a long downtime take everything once, over all clocks in order of time', () => {
    const kase = caseIn('ROUTED');
    const after = tick(kase, later(MONDAY, 60));
    const ahead = kase.deadlines.flatMap((deadline) => deadline.ahead.map(({ at }) => at));
    expect(after.facts).toHaveLength(ahead.length);
    const missed = after.facts.filter(({ event }) => event.type === 'deadline.missed');
    expect(missed.map(({ data }) => (data as { clock: Clock }).clock)).toEqual(['D2', 'D3', 'D4']);
    expect(tick(after.kase, later(MONDAY, 61)).facts).toEqual([]);
  });
});
