import { hasRunOut, workingCalendar } from '@tuntas/calendar';
import { describe, expect, it } from 'vitest';
import { clockNow } from './clock-now.js';
import { statusText } from './status.js';

/** Everything to the end of 2026 is declared. */
const calendar = workingCalendar({
  version: 1,
  daysOff: [{ on: '2026-12-25', kind: 'holiday', name: 'Natal' }],
});
const zone = 'WITA';
/** 24:00 of Thursday 26 November 2026 in WITA. */
const answer = { clock: 'D4', dueAt: '2026-11-26T16:00:00Z', dueOn: '2026-11-26' } as const;
const before = new Date('2026-11-26T15:59:59.999Z');
const after = new Date('2026-11-26T16:00:00Z');

const sentenceAt = (now: Date): string =>
  statusText(
    {
      state: 'IN_PROGRESS',
      holder: { body: 'agency', name: 'Dinas PU' },
      flags: { secret: false, anonymous: false, urgent: false, overdue: hasRunOut(answer, now) },
      due: clockNow(answer, { now, zone, calendar }),
      acts: [],
      reader: 'public',
    },
    'en',
  );

describe('a clock, read now', () => {
  it('changes the sentence in the second in which it runs out, before anybody has recorded the breach', () => {
    expect(sentenceAt(before)).toBe(
      'Dinas PU is working on this report. The answer is due today, Thursday 26 November 2026. If it is late, somebody higher will be told automatically.',
    );
    expect(sentenceAt(after)).toBe(
      'Dinas PU is working on this report. The answer was due by Thursday 26 November 2026 and is 1 working day late. Somebody higher is told of that automatically.',
    );
  });

  it('does not call a Saturday the last day of what is due on a Monday that became a day off', () => {
    const now = new Date('2026-12-26T01:00:00Z');
    const due = { clock: 'D6', dueOn: '2026-12-27', dueAt: '2026-12-27T16:00:00Z' } as const;
    expect(clockNow(due, { now, zone, calendar })).toMatchObject({ workingDaysLeft: 0, isToday: false });
  });

  it('tells the moment of urgent action; of a secret complaint only the day', () => {
    const urgent = { clock: 'D1u', dueOn: '2026-11-29', dueAt: '2026-11-29T01:30:00Z' } as const;
    const now = new Date('2026-11-29T00:30:00Z');
    expect(clockNow(urgent, { now, zone, calendar }).at).toEqual({ instant: new Date(urgent.dueAt), zone });
    expect(clockNow(urgent, { now, zone, calendar, discreet: true }).at).toBeUndefined();
  });

  it('calls a date beyond the declared holidays an estimate, but not one that was promised', () => {
    const due = { dueOn: '2027-02-02', dueAt: '2027-02-02T16:00:00Z' } as const;
    expect(clockNow({ ...due, clock: 'D4' }, { now: after, zone, calendar }).provisional).toBe(true);
    expect(clockNow({ ...due, clock: 'D8' }, { now: after, zone, calendar }).provisional).toBeUndefined();
  });
});
