import { workingCalendar } from '@tuntas/calendar';
import type { Context, Decided } from '@tuntas/messaging';
import { describe, expect, it } from 'vitest';
import { asCurrent, caseIn, COMPLAINT, daysOff, MONDAY, settings, types } from '../../fixtures/cases.js';
import type { Case } from '../domain/case.js';
import { openClock } from '../domain/clocks.js';
import { RecomputeDeadlines } from './recompute-deadlines.js';

const holiday = { on: '2025-11-27', kind: 'collective-leave', name: 'Cuti bersama' } as const;
const calendar = workingCalendar({ version: 2, daysOff: [...daysOff, holiday] });
const schedule = new RecomputeDeadlines(asCurrent({ ...settings, revision: 1, calendar }));
const decided = (kase: Case): Required<Decided<Case>> => {
  const { state = kase, facts } = schedule.decide(kase, undefined, { now: MONDAY } as Context) as Decided<Case>;
  return { state, facts };
};

describe('clocks after a decree', () => {
  it('are told anew to everybody whose case is merged with this one', () => {
    const lead = { ...caseIn('IN_PROGRESS'), members: [{ complaintId: COMPLAINT, joined: 1 }] };
    const { state, facts } = decided(lead);
    expect(types(facts)).toContain('deadline.set');
    const { dueOn } = openClock(state, 'D4') ?? {};
    const dates = state.letters.filter(({ to }) => to === COMPLAINT).map(({ body }) => body);
    expect(dates).toContainEqual(
      expect.objectContaining({
        type: 'deadline.set',
        data: expect.objectContaining({ clock: 'D4', dueOn }) as unknown,
      }),
    );
  });

  it('are looked at once', () => {
    const once = decided(caseIn('IN_PROGRESS')).state;
    expect(decided(once)).toEqual({ state: once, facts: [] });
  });
});
