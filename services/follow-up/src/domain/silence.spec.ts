import { describe, expect, it } from 'vitest';
import { ANSWER, caseIn, later, made, settings, step, types } from '../../fixtures/cases.js';
import { openClock } from './clocks.js';
import { archiveIncomplete, closeSilent, noteAnswerNotice, noteWarning } from './silence.js';

/** D6 of an answer given on Monday 24 November 2025 ends with 8 December, 24:00 WITA. */
const DUE = new Date('2025-12-08T16:00:00.000Z');
const answered = caseIn('ANSWERED');
const closing = (kase: typeof answered, now: Date) => closeSilent(kase, now, settings);

describe('silence', () => {
  it('closes an answered case when D6 is over and the notice was delivered', () => {
    const told = noteAnswerNotice(answered, 'sent', later(DUE, -10));
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
    const told = noteAnswerNotice(answered, 'sent', later(DUE, -10));
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
    const told = noteAnswerNotice(answered, 'sent', later(DUE, 0, -1));
    expect(openClock(told, 'D6')?.closeLookAt).toBe(later(DUE, 0, 23).toISOString());
    expect(closing(told, later(DUE, 0, 22))?.kase.state).toBe('ANSWERED');
    expect(closing(told, later(DUE, 0, 23))?.kase.state).toBe('CLOSED');
  });

  it('counts for somebody who cannot be told: the receipt page shows the answer for the whole clock', () => {
    expect(closing(noteAnswerNotice(answered, 'unreachable', later(DUE, -14)), DUE)?.kase.state).toBe('CLOSED');
  });

  it('forgets the notice of an answer that was disputed', () => {
    const told = noteAnswerNotice(answered, 'sent', later(DUE, -10));
    const again = made(step(made(step(told, 'dispute')).kase, 'answer', later(DUE, -9))).kase;
    expect(closing(again, later(DUE, 30))?.kase.state).toBe('ANSWERED');
  });

  it('means nothing in any other state', () => {
    expect(closing(caseIn('IN_PROGRESS'), later(DUE, 100))).toBeUndefined();
  });
});

describe('silence after a question', () => {
  /** D5 of a question of Monday 24 November 2025 ends with 8 December; its warning goes out at 08:00 of 4 December. */
  const asked = caseIn('POSTPONED');
  const WARNED = new Date('2025-12-04T00:00:30.000Z');
  const archiving = (kase: typeof asked, now: Date) => archiveIncomplete(kase, now, settings);

  it('is warned of two working days before its end', () => {
    const reminders = openClock(asked, 'D5')?.ahead.filter(({ does }) => does === 'remind');
    expect(reminders).toEqual([
      { at: '2025-12-04T00:00:00.000Z', does: 'remind', reminder: 'before-archiving' },
      { at: '2025-12-05T00:00:00.000Z', does: 'remind', reminder: '90' },
      { at: '2025-12-08T00:00:00.000Z', does: 'remind', reminder: 'last' },
    ]);
  });

  it('archives the case when D5 is over and the warning was delivered in time', () => {
    const archived = archiving(noteWarning(asked, 'sent', WARNED, settings), DUE);
    expect(archived?.kase).toMatchObject({ state: 'ARCHIVED', postponed: undefined });
    // The citizen's clock stands still until somebody restores the case (decision 0012).
    const clocks = [{ clock: 'D4', pausedOn: '2025-11-24' }];
    expect(archived?.facts.at(-1)?.data).toMatchObject({ reason: 'incomplete', by: 'clock', clocks });
  });

  it('archives nothing early, nor before anybody was warned', () => {
    const warned = noteWarning(asked, 'sent', WARNED, settings);
    expect(archiving(warned, new Date(DUE.getTime() - 1))?.facts).toEqual([]);
    expect(archiving(asked, later(DUE, 30))?.kase.state).toBe('POSTPONED');
  });

  it('gives two working days to answer a warning that went out late', () => {
    const warned = noteWarning(asked, 'sent', later(DUE, 0, -1), settings);
    expect(archiving(warned, later(DUE, 2, -1))?.kase.state).toBe('POSTPONED');
    expect(archiving(warned, later(DUE, 2))?.kase.state).toBe('ARCHIVED');
  });

  it('counts for somebody who cannot be told: the receipt page shows the question for the whole clock', () => {
    expect(archiving(noteWarning(asked, 'unreachable', WARNED, settings), DUE)?.kase.state).toBe('ARCHIVED');
  });

  it('means nothing in any other state', () => {
    expect(archiving(caseIn('ROUTED'), later(DUE, 100))).toBeUndefined();
  });
});
