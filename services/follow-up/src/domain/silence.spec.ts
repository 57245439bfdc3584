import { describe, expect, it } from 'vitest';
import { ANSWER, caseIn, later, made, settings, step, types } from '../../fixtures/cases.js';
import { openClock } from './clocks.js';
import { closeSilent, noteNotice } from './silence.js';

/** D6 of an answer given on Monday 24 November 2025 ends with 8 December, 24:00 WITA. */
const DUE = new Date('2025-12-08T16:00:00.000Z');
const answered = caseIn('ANSWERED');
const closing = (kase: typeof answered, now: Date) => closeSilent(kase, now, settings);

describe('silence', () => {
  it('closes an answered case when D6 is over and the notice was delivered', () => {
    const told = noteNotice(answered, 'sent', later(DUE, -10));
    const closed = closing(told, DUE);
    expect(closed?.kase.state).toBe('CLOSED');
    expect(types(closed?.facts ?? [])).toEqual([
      'deadline.reminded',
      'deadline.reminded',
      'deadline.reminded',
      'deadline.missed',
      'case.closed',
    ]);
    expect(closed?.facts.at(-1)?.data).toMatchObject({ reason: 'NO_REPLY', answerId: ANSWER, clocks: [] });
    expect(closed?.facts.at(-2)?.data).toMatchObject({ clock: 'D6' });
  });

  it('closes nothing a millisecond early', () => {
    const told = noteNotice(answered, 'sent', later(DUE, -10));
    const early = closing(told, new Date(DUE.getTime() - 1));
    expect(early?.facts).toEqual([]);
    expect(early?.kase.state).toBe('ANSWERED');
  });

  it('closes nothing before anybody was told, and looks again instead of standing in the way', () => {
    const waits = closing(answered, later(DUE, 30));
    expect(waits?.facts).toEqual([]);
    expect(openClock(waits?.kase ?? answered, 'D6')?.closeLookAt).toBe(later(DUE, 30, 1).toISOString());
  });

  it('waits a day for a bounce when the notice went out late', () => {
    const told = noteNotice(answered, 'sent', later(DUE, 0, -1));
    expect(openClock(told, 'D6')?.closeLookAt).toBe(later(DUE, 0, 23).toISOString());
    expect(closing(told, later(DUE, 0, 22))?.kase.state).toBe('ANSWERED');
    expect(closing(told, later(DUE, 0, 23))?.kase.state).toBe('CLOSED');
  });

  it('counts for somebody who cannot be told: the receipt page shows the answer for the whole clock', () => {
    expect(closing(noteNotice(answered, 'unreachable', later(DUE, -14)), DUE)?.kase.state).toBe('CLOSED');
  });

  it('forgets the notice of an answer that was disputed', () => {
    const told = noteNotice(answered, 'sent', later(DUE, -10));
    const again = made(step(made(step(told, 'dispute')).kase, 'answer', later(DUE, -9))).kase;
    expect(closing(again, later(DUE, 30))?.kase.state).toBe('ANSWERED');
  });

  it('means nothing in any other state', () => {
    expect(closing(caseIn('IN_PROGRESS'), later(DUE, 100))).toBeUndefined();
  });
});
