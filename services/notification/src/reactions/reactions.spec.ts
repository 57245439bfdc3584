import {
  CaseAnswered,
  CaseEscalated,
  CaseOpened,
  CasePostponed,
  CaseReturned,
  CaseRouted,
  ComplaintSubmitted,
  type DataOf,
  DeadlineMissed,
  DeadlineReminded,
  fact,
} from '@tuntas/events';
import { eventLike, given, TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import type { Telling } from '../domain/telling.js';
import { OnCaseAnswered } from './on-case-answered.js';
import { OnCaseEscalated } from './on-case-escalated.js';
import { OnCaseOpened } from './on-case-opened.js';
import { OnCasePostponed } from './on-case-postponed.js';
import { OnCaseReturned } from './on-case-returned.js';
import { OnCaseRouted } from './on-case-routed.js';
import { OnComplaintSubmitted } from './on-complaint-submitted.js';
import { OnDeadlineMissed } from './on-deadline-missed.js';
import { OnDeadlineReminded } from './on-deadline-reminded.js';

const HOURS = 48;
const ANSWER = '00000000-0000-4000-8000-0000000000aa';
const agency = 'dinas-pu';
const holder = { body: 'agency' as const, agency };
const D4 = {
  clock: 'D4' as const,
  instance: 1,
  dueAt: '2026-12-11T16:00:00Z',
  dueOn: '2026-12-11',
  workingDays: 14,
  calendarVersion: 1,
  limitsVersion: 1,
};
const told: DataOf<typeof ComplaintSubmitted> = {
  reference: 'KTM-1',
  kind: 'complaint',
  class: 'unknown',
  channel: 'web',
  language: 'id',
  anonymous: false,
  secret: false,
  urgent: false,
  possiblySupervisory: false,
  wordListVersion: '1',
  receivedOn: '2026-11-20',
  reachable: true,
};
const after = (state: DataOf<typeof CaseOpened>['state']) => ({ state, holder, round: 1, version: 1, clocks: [D4] });
const routed = fact(CaseRouted, {
  ...after('ROUTED'),
  agency,
  supporting: [],
  class: 'ordinary',
  by: 'rule',
  reasons: [{ kind: 'rule', rule: 'jalan', version: 1 }],
});

const known = {
  reference: 'KTM-1',
  secret: false,
  anonymous: false,
  urgent: false,
  category: undefined,
  area: undefined,
  state: 'ROUTED' as const,
  holder,
  clocks: [{ clock: 'D4' as const, instance: 1, dueOn: '2026-12-11' }],
  late: [],
};
const telling: Telling = { known, fresh: [] };

/** Who gets which letter by a decision. */
const letters = (after: Telling | undefined) =>
  after?.fresh.map(({ recipient, agency: to, news, state }) => [to ?? recipient, news.letter, state]);

describe('what people are told', () => {
  it('is the receipt of a complaint, which the national desk has then', () => {
    const reaction = new OnComplaintSubmitted(HOURS);
    const { state } = given<Telling>(undefined)
      .when(reaction.decide.bind(reaction), eventLike(fact(ComplaintSubmitted, told)))
      .decision();
    expect(letters(state)).toEqual([['complainant', 'submitted', 'due']]);
    expect(state?.known.holder).toEqual({ body: 'national-desk' });
  });

  it('is the same whichever of door and case is heard of first', () => {
    const [door, kase] = [new OnComplaintSubmitted(HOURS), new OnCaseOpened(HOURS)];
    const submitted = eventLike(fact(ComplaintSubmitted, told));
    const opened = eventLike(fact(CaseOpened, { ...after('SUBMITTED'), ...told }));
    const one = given<Telling>(undefined).when(door.decide.bind(door), submitted).decision().state;
    const oneThenOther = given(one).when(kase.decide.bind(kase), opened).decision().state;
    const other = given<Telling>(undefined).when(kase.decide.bind(kase), opened).decision().state;
    const otherThenOne = given(other).when(door.decide.bind(door), submitted).decision().state;
    expect(otherThenOne?.known).toEqual(oneThenOther?.known);
    expect(letters(otherThenOne)).toEqual(letters(oneThenOther));
  });

  it('is who has it now, and to the agency that there is a new one', () => {
    const reaction = new OnCaseRouted(HOURS);
    const { state } = given(telling).when(reaction.decide.bind(reaction), eventLike(routed)).decision();
    expect(letters(state)).toEqual([
      ['complainant', 'routed', 'due'],
      [agency, 'agency-new-complaint', 'due'],
    ]);
  });

  it('is that an agency gave it back, to the complainant alone, with the desk that has it now', () => {
    const returned = fact(CaseReturned, {
      ...after('SUBMITTED'),
      holder: { body: 'national-desk' },
      round: 2,
      from: agency,
      suggested: 'dinas-perhubungan',
      times: 1,
      toArbiter: false,
      textId: ANSWER,
      by: 'coordinator',
    });
    const reaction = new OnCaseReturned(HOURS);
    const { state } = given(telling).when(reaction.decide.bind(reaction), eventLike(returned)).decision();
    expect(letters(state)).toEqual([['complainant', 'returned', 'due']]);
    expect(state?.fresh[0]?.known).toMatchObject({ state: 'SUBMITTED', holder: { body: 'national-desk' } });
    expect(state?.known.clocks).toEqual(known.clocks);
  });

  it('is an answer, named in the obligation so that silence can count from its notice', () => {
    const answered = fact(CaseAnswered, {
      ...after('ANSWERED'),
      answerId: ANSWER,
      outcome: 'explained',
      by: 'liaison',
    });
    const reaction = new OnCaseAnswered(HOURS);
    const { state } = given(telling).when(reaction.decide.bind(reaction), eventLike(answered)).decision();
    expect(state?.fresh).toMatchObject([{ answer_id: ANSWER, news: { letter: 'answered', outcome: 'explained' } }]);
  });

  it('is the right to the Ombudsman when the answer is late, and nothing about other clocks', () => {
    const reaction = new OnDeadlineMissed(HOURS);
    const missed = (clock: 'D2' | 'D4') =>
      eventLike(fact(DeadlineMissed, { clock, instance: 1, holder, dueAt: D4.dueAt, calendarVersion: 1 }));
    const late = given(telling).when(reaction.decide.bind(reaction), missed('D4')).decision().state;
    expect([letters(late), late?.known.late]).toEqual([[['complainant', 'deadline-missed', 'due']], ['D4#1']]);
    const { state } = given(telling).when(reaction.decide.bind(reaction), missed('D2')).decision();
    expect(letters(state)).toEqual([]);
  });

  it('is what is missing, and once more before the case is archived', () => {
    const pause = { pauseId: ANSWER, missing: ['place' as const] };
    const asked = fact(CasePostponed, { ...after('POSTPONED'), ...pause, textId: ANSWER, by: 'coordinator' });
    const [asks, reminds] = [new OnCasePostponed(HOURS), new OnDeadlineReminded(HOURS)];
    const { state } = given(telling).when(asks.decide.bind(asks), eventLike(asked)).decision();
    expect([letters(state), state?.known.pause]).toEqual([[['complainant', 'postponed', 'due']], pause]);
    const reminded = (reminder: 'before-archiving' | 'last') =>
      eventLike(fact(DeadlineReminded, { clock: 'D5', instance: 1, reminder, dueAt: D4.dueAt, holder }));
    const waiting = { known: state?.known ?? known, fresh: [] };
    const warned = given<Telling>(waiting).when(reminds.decide.bind(reminds), reminded('before-archiving'));
    expect(warned.decision().state?.fresh).toMatchObject([
      { recipient: 'complainant', news: { letter: 'archiving-warning', ...pause } },
    ]);
    expect(
      letters(given<Telling>(waiting).when(reminds.decide.bind(reminds), reminded('last')).decision().state),
    ).toEqual([]);
  });

  it('reaches the agency with reminders and escalations, and no desk, which sees its own queue', () => {
    const [reminds, escalates] = [new OnDeadlineReminded(HOURS), new OnCaseEscalated(HOURS)];
    const reminded = { clock: 'D4' as const, instance: 1, reminder: 'last' as const, dueAt: D4.dueAt };
    const toAgency = eventLike(fact(DeadlineReminded, { ...reminded, holder }));
    const toDesk = eventLike(fact(DeadlineReminded, { ...reminded, holder: { body: 'national-desk' } }));
    const escalated = eventLike(fact(CaseEscalated, { clock: 'D4', instance: 1, step: 1, to: 'leader' }));
    const after = given(telling).when(reminds.decide.bind(reminds), toAgency).decision().state;
    expect(letters(after)).toEqual([[agency, 'agency-reminder', 'due']]);
    expect(letters(given(telling).when(reminds.decide.bind(reminds), toDesk).decision().state)).toEqual([]);
    const higher = given(telling).when(escalates.decide.bind(escalates), escalated).decision().state;
    expect(higher?.fresh).toMatchObject([{ agency, news: { letter: 'escalation', to: 'leader' } }]);
  });

  it('is recorded and not sent when the fact is old, as in a replay', () => {
    const reaction = new OnCaseRouted(HOURS);
    const old = eventLike(routed, { time: new Date(TEST_NOW.getTime() - (HOURS + 1) * 3_600_000) });
    const { state } = given(telling).when(reaction.decide.bind(reaction), old).decision();
    expect(state?.fresh.map((one) => one.state)).toEqual(['not-sent', 'not-sent']);
  });

  it('waits for the opening of a case it never heard of', () => {
    const reaction = new OnCaseRouted(HOURS);
    given<Telling>(undefined).when(reaction.decide.bind(reaction), eventLike(routed)).thenLater();
  });
});
