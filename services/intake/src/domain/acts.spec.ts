import { caseState } from '@tuntas/events';
import { TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import { ACT_ID, ANSWER_ID, fileIn, PAUSE_ID, TEN_WORKING_DAYS } from '../../fixtures/case-files.js';
import { judgeAddition, judgeAppeal, judgeSecrecy, judgeWithdrawal, MOST_ADDITIONS } from './acts.js';
import { beforeOpening } from './before-opening.js';
import type { Act, ActKind } from './case-file.js';
import { possibleActs } from './possible-acts.js';

const over = ['CLOSED', 'ARCHIVED', 'WITHDRAWN'];
const open = caseState.options.filter((state) => !over.includes(state));
const done = (act: ActKind, more: Partial<Act> = {}): Act => ({ act, aboutId: 'another', at: '', ...more });
const moment = { now: TEST_NOW, reopening: TEN_WORKING_DAYS };

describe('withdrawing', () => {
  it.each(open)('is possible in %s', (state) => {
    expect(judgeWithdrawal(fileIn(state), ACT_ID)).toBe('fine');
  });

  it('is refused with what stands in its way', () => {
    expect(judgeWithdrawal(fileIn('WITHDRAWN'), ACT_ID)).toBe('already-withdrawn');
    expect(judgeWithdrawal(fileIn('ROUTED', { withdrawalAsked: true }), ACT_ID)).toBe('withdrawal-pending');
    expect(judgeWithdrawal(fileIn('CLOSED'), ACT_ID)).toBe('not-open');
    expect(judgeWithdrawal(fileIn('ARCHIVED'), ACT_ID)).toBe('not-open');
  });

  it('once more is a retry by its id, and while follow-up has not judged it', () => {
    const mine = done('withdrawn', { aboutId: ACT_ID });
    expect(judgeWithdrawal(fileIn('WITHDRAWN', { acts: [mine] }), ACT_ID)).toBe('repeated');
    expect(judgeWithdrawal(fileIn('ROUTED', { acts: [done('withdrawn')] }), ACT_ID)).toBe('repeated');
  });

  it('is possible again after it was refused', () => {
    expect(judgeWithdrawal(fileIn('ROUTED', { acts: [done('withdrawn', { refused: 'not-open' })] }), ACT_ID)).toBe(
      'fine',
    );
  });
});

describe('appealing', () => {
  it('is possible against the archive only', () => {
    for (const state of caseState.options)
      expect(judgeAppeal(fileIn(state), ACT_ID)).toBe(state === 'ARCHIVED' ? 'fine' : 'not-archived');
  });

  it('is possible once; a retry is no second one', () => {
    expect(judgeAppeal(fileIn('ARCHIVED', { appealed: true, acts: [done('appealed')] }), ACT_ID)).toBe(
      'already-appealed',
    );
    expect(judgeAppeal(fileIn('ARCHIVED', { acts: [done('appealed')] }), ACT_ID)).toBe('repeated');
    expect(judgeAppeal(fileIn('ROUTED', { acts: [done('appealed', { aboutId: ACT_ID })] }), ACT_ID)).toBe('repeated');
  });
});

describe('adding something', () => {
  it('is possible in every open state, and in no other', () => {
    for (const state of caseState.options)
      expect(judgeAddition(fileIn(state), ACT_ID)).toBe(over.includes(state) ? 'not-open' : 'fine');
  });

  it('ends with the twentieth', () => {
    const acts = (count: number) => Array.from({ length: count }, () => done('added'));
    expect(judgeAddition(fileIn('ROUTED', { acts: acts(MOST_ADDITIONS - 1) }), ACT_ID)).toBe('fine');
    expect(judgeAddition(fileIn('ROUTED', { acts: acts(MOST_ADDITIONS) }), ACT_ID)).toBe('too-many-additions');
  });
});

describe('making it secret', () => {
  it('is possible until an agency had it', () => {
    expect(judgeSecrecy(fileIn('SUBMITTED'), ACT_ID)).toBe('fine');
    expect(judgeSecrecy(fileIn('SUBMITTED', { dates: { routed: '2026-11-20' } }), ACT_ID)).toBe('already-routed');
    expect(judgeSecrecy(fileIn('ARCHIVED'), ACT_ID)).toBe('not-open');
  });

  it('of one that was told as secret is not needed; the own act once more is a retry', () => {
    expect(judgeSecrecy(fileIn('SUBMITTED', { secret: true }), ACT_ID)).toBe('already-secret');
    expect(judgeSecrecy(fileIn('SUBMITTED', { secret: true, acts: [done('made-secret')] }), ACT_ID)).toBe('repeated');
  });
});

describe('what the complainant can do', () => {
  it('is to add, to make it secret and to withdraw, from the first moment on', () => {
    const first = beforeOpening({ secret: false, possiblySupervisory: false });
    expect(possibleActs(first, moment)).toEqual(['add', 'make-secret', 'withdraw']);
    expect(possibleActs({ ...first, secret: true }, moment)).toEqual(['add', 'withdraw']);
  });

  it('is to complete what is missing, until that is done', () => {
    const postponed = fileIn('POSTPONED', {
      dates: { routed: '2026-11-20' },
      pause: { id: PAUSE_ID, missing: ['place'] },
    });
    expect(possibleActs(postponed, moment)).toEqual(['complete', 'add', 'withdraw']);
    const acts = [done('completed', { aboutId: PAUSE_ID })];
    expect(possibleActs({ ...postponed, acts }, moment)).toEqual(['add', 'withdraw']);
  });

  it('is to reply after an answer, until a reply was given; not to one that is still being checked', () => {
    const answer = { id: ANSWER_ID, outcome: 'resolved' } as const;
    const answered = fileIn('ANSWERED', { answer, dates: { routed: '2026-11-20' } });
    expect(possibleActs(answered, moment)).toEqual(['accept', 'dispute', 'add', 'withdraw']);
    expect(possibleActs({ ...answered, acts: [done('disputed', { aboutId: ANSWER_ID })] }, moment)).toEqual([
      'add',
      'withdraw',
    ]);
    expect(possibleActs({ ...answered, state: 'PENDING_VALIDATION' }, moment)).toEqual(['add', 'withdraw']);
  });

  it('is to reopen a closed case while the window lasts, to appeal against the archive, and nothing once withdrawn', () => {
    const closed = fileIn('CLOSED', {
      answer: { id: ANSWER_ID, outcome: 'resolved' },
      dates: { closed: '2026-11-20T02:00:00Z' },
    });
    expect(possibleActs(closed, moment)).toEqual(['reopen']);
    expect(possibleActs(closed, { ...moment, now: new Date('2026-12-20T02:00:00Z') })).toEqual([]);
    expect(possibleActs(fileIn('ARCHIVED'), moment)).toEqual(['appeal']);
    expect(possibleActs(fileIn('WITHDRAWN'), moment)).toEqual([]);
  });

  it('is to go to the Ombudsman when the whole time is over without an answer', () => {
    const clock = { instance: 1, dueAt: '', dueOn: '', missed: true };
    const late = fileIn('IN_PROGRESS', { clocks: [{ ...clock, clock: 'D4' }], dates: { routed: '2026-11-02' } });
    expect(possibleActs(late, moment)).toEqual(['add', 'withdraw', 'turn-to-ombudsman']);
    expect(possibleActs({ ...late, clocks: [{ ...clock, clock: 'D3' }] }, moment)).toEqual(['add', 'withdraw']);
  });
});
