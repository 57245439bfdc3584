import { CaseAnswered, CaseAssigned, TextWritten } from '@tuntas/events';
import { given } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import { AGENCY, asking, caseIn, currentSettings, types, UNIT } from '../../fixtures/cases.js';
import type { Case } from '../domain/case.js';
import { AnswerCase } from './answer-case.js';
import { AssignCase } from './assign-case.js';
import { StartCase } from './start-case.js';

const assign = new AssignCase(currentSettings);
const start = new StartCase(currentSettings);
const answer = new AnswerCase(currentSettings);

const coordinator = [{ role: 'coordinator', agency: AGENCY } as const];
const liaison = [{ role: 'liaison', agency: AGENCY, unit: UNIT } as const];
const elsewhere = [{ role: 'liaison', agency: 'dinas-sosial', unit: UNIT } as const];
const unit = { version: 1, code: UNIT, agency: AGENCY, name: 'Bina Marga', active: true, hasLiaison: true };

/** What a coordinator can do with every case that the agency works on. */
const ANY_TIME = ['correct', 'addText', 'publish', 'setUrgency', 'seal'];

describe('a coordinator assigns', () => {
  const asked = { ...asking(coordinator, caseIn('ROUTED')), unit: UNIT, described: unit };

  it('to a unit that can work on it', () => {
    const { state, facts } = given(caseIn('ROUTED')).when(assign.decide, asked).decision();
    expect(state?.holder).toEqual({ body: 'agency', agency: AGENCY, unit: UNIT });
    expect(facts.at(-1)).toMatchObject({
      event: CaseAssigned,
      data: { unit: UNIT, by: 'coordinator', state: 'ASSIGNED' },
    });
  });

  it.each([
    ['unknown', undefined, 'unit-not-of-agency'],
    ['another agency’s', { ...unit, agency: 'dinas-sosial' }, 'unit-not-of-agency'],
    ['closed', { ...unit, active: false }, 'unit-inactive'],
    ['without a liaison officer', { ...unit, hasLiaison: false }, 'unit-without-liaison'],
  ] as const)('to no unit that is %s', (_, described, code) => {
    given(caseIn('ROUTED'))
      .when(assign.decide, { ...asked, described })
      .thenRefused(code);
  });

  it('only what waits for it, and learns who holds it otherwise', () => {
    const late = { ...asked, version: caseIn('IN_PROGRESS').version };
    given(caseIn('IN_PROGRESS')).when(assign.decide, late).thenRefused('move-not-legal');
    const refusal = assign.decide(caseIn('IN_PROGRESS'), late, { now: new Date(), newId: () => UNIT });
    expect(refusal).toMatchObject({
      values: { holder: 'agency', unit: UNIT, possible: ['return', 'answer', 'reassign', 'giveBack', ...ANY_TIME] },
    });
  });

  it.each([
    ['a liaison', liaison],
    ['the coordinator of another agency', [{ role: 'coordinator', agency: 'dinas-sosial' } as const]],
    ['the national desk', [{ role: 'national-desk' } as const]],
    ['nobody', []],
  ])('but %s learns nothing', (_, posts) => {
    given(caseIn('ROUTED'))
      .when(assign.decide, { ...asked, posts })
      .thenRefused('not-found');
    given<Case>(undefined)
      .when(assign.decide, { ...asked, posts })
      .thenRefused('not-found');
  });
});

describe('a liaison', () => {
  const started = { ...asking(liaison, caseIn('ASSIGNED')), text: 'Kami periksa hari ini.' };
  const answered = {
    ...asking(liaison, caseIn('IN_PROGRESS')),
    text: 'Sudah diperbaiki.',
    outcome: 'resolved',
  } as const;

  it('starts with a text that the complainant can read; facts carry its id, never its words', () => {
    const { state, facts } = given(caseIn('ASSIGNED')).when(start.decide, started).decision();
    expect(types(facts).slice(-2)).toEqual(['case.started', 'text.written']);
    expect(state?.written).toMatchObject([
      { words: 'Kami periksa hari ini.', by: 'liaison', agency: AGENCY, unit: UNIT },
    ]);
    expect(JSON.stringify(facts)).not.toContain('Kami periksa');
  });

  it('answers with an outcome, and the answer has the id of its text', () => {
    const { state, facts } = given(caseIn('IN_PROGRESS')).when(answer.decide, answered).decision();
    const [fact, text] = facts.slice(-2);
    expect(fact).toMatchObject({ event: CaseAnswered, data: { outcome: 'resolved', answerId: state?.answerId } });
    expect(text).toMatchObject({ event: TextWritten, data: { textId: state?.answerId, purpose: 'answer' } });
  });

  it('promises only with a date', () => {
    given(caseIn('IN_PROGRESS'))
      .when(answer.decide, { ...answered, outcome: 'planned' })
      .thenRefused('planned-date-required');
    const planned = { ...answered, outcome: 'planned', plannedOn: '2027-01-15' } as const;
    const { facts } = given(caseIn('IN_PROGRESS')).when(answer.decide, planned).decision();
    expect(facts.at(-2)?.data).toMatchObject({ plannedOn: '2027-01-15' });
  });

  it('of another agency learns nothing', () => {
    given(caseIn('IN_PROGRESS'))
      .when(answer.decide, { ...answered, posts: elsewhere })
      .thenRefused('not-found');
    given(caseIn('ASSIGNED'))
      .when(start.decide, { ...started, posts: elsewhere })
      .thenRefused('not-found');
  });

  it('cannot answer before starting, nor start twice', () => {
    const [assigned, working] = [caseIn('ASSIGNED'), caseIn('IN_PROGRESS')];
    given(assigned)
      .when(answer.decide, { ...answered, version: assigned.version })
      .thenRefused('move-not-legal');
    given(working)
      .when(start.decide, { ...started, version: working.version })
      .thenRefused('move-not-legal');
  });
});

describe('of two officers', () => {
  const asked = { ...asking(coordinator, caseIn('ROUTED')), unit: UNIT, described: unit };

  it('the second learns who did what, before anybody asks whether the move is legal', () => {
    const { state } = given(caseIn('ROUTED')).when(assign.decide, asked).decision();
    const refusal = assign.decide(state, asked, { now: new Date(), newId: () => UNIT });
    expect(refusal).toMatchObject({
      code: 'version-stale',
      values: {
        expected: 2,
        version: 3,
        state: 'ASSIGNED',
        possible: ['postpone', 'return', 'start', 'archive', 'merge', 'reassign', 'giveBack', ...ANY_TIME],
        move: 'assign',
        by: 'coordinator',
        byAgency: AGENCY,
        at: state?.since,
        holder: 'agency',
        unit: UNIT,
      },
    });
    expect(JSON.stringify(refusal)).not.toContain('siti');
  });

  it('the second learns that the complainant was first, or the time limit', () => {
    const late = { ...asked, version: caseIn('ANSWERED').version };
    const values = (kase: Case) => assign.decide(kase, late, { now: new Date(), newId: () => UNIT });
    expect(values(caseIn('CLOSED'))).toMatchObject({ values: { by: 'complainant', move: 'accept' } });
    const old = caseIn('CLOSED', { lastMove: undefined });
    expect(values(old)).toMatchObject({ code: 'version-stale', values: { state: 'CLOSED' } });
  });

  it('who may not see the case learns nothing, whatever the version', () => {
    given(caseIn('ROUTED'))
      .when(assign.decide, { ...asked, posts: elsewhere, version: 1 })
      .thenRefused('not-found');
  });

  it('the first has the act recorded under its key, with the text and the case after it', () => {
    const answered = { ...asking(liaison, caseIn('IN_PROGRESS')), text: 'Beres.', outcome: 'resolved' } as const;
    const { state, facts } = given(caseIn('IN_PROGRESS')).when(answer.decide, answered).decision();
    expect(state?.acts).toMatchObject([
      {
        keyHash: 'aa',
        bodyHash: 'bb',
        move: 'answer',
        by: 'liaison',
        bySubject: 'siti',
        agency: AGENCY,
        unit: UNIT,
        state: 'ANSWERED',
        version: 5,
        textId: state?.answerId,
      },
    ]);
    expect(JSON.stringify(facts)).not.toContain('siti');
  });
});
