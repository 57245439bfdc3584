import { TextWritten } from '@tuntas/events';
import { given } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import {
  AGENCY,
  ANSWER,
  asCurrent,
  asking,
  caseIn,
  later,
  MONDAY,
  settings,
  types,
  UNIT,
} from '../../fixtures/cases.js';
import type { Case } from '../domain/case.js';
import { openClock } from '../domain/clocks.js';
import type { Limits } from '../domain/settings.js';
import { AnswerCase } from './answer-case.js';
import { ExtendDeadline } from './extend-deadline.js';
import { KeepPromise } from './keep-promise.js';
import { ValidateAnswer } from './validate-answer.js';

const withLimits = (changes: Partial<Limits>) =>
  asCurrent({ ...settings, limits: settings.limits.map((limits) => ({ ...limits, ...changes })) });
const oneStep = withLimits({});
const twoStep = withLimits({ approval: 'two-step' });
const liaison = [{ role: 'liaison', agency: AGENCY, unit: UNIT } as const];
const coordinator = [{ role: 'coordinator', agency: AGENCY } as const];
const validator = [{ role: 'validator', agency: AGENCY } as const];
const IN_PROGRESS = caseIn('IN_PROGRESS');
const PROPOSED = caseIn('PENDING_VALIDATION');

const answering = { ...asking(liaison, IN_PROGRESS), text: 'Lubang sudah ditutup.', outcome: 'resolved' as const };

describe('an answer (T10)', () => {
  const answer = new AnswerCase(oneStep);

  it.each([
    [{ outcome: 'planned' as const }, 'planned-date-required'],
    [{ outcome: 'planned' as const, plannedOn: '2025-11-24' }, 'date-in-the-past'],
    [{ outcome: 'refused' as const }, 'legal-reason-required'],
  ])('with %o is refused', (changes, code) => {
    given(IN_PROGRESS, MONDAY)
      .when(answer.decide, { ...answering, ...changes })
      .thenRefused(code);
  });

  it('that something is resolved needs evidence where the setting asks for it', () => {
    const strict = new AnswerCase(withLimits({ evidenceRequired: true }));
    given(IN_PROGRESS, MONDAY).when(strict.decide, answering).thenRefused('outcome-needs-evidence');
    const proven = { ...answering, evidence: 'Berita acara 12/BA/2025' };
    const { state, facts } = given(IN_PROGRESS, MONDAY).when(strict.decide, proven).decision();
    expect(state?.written.map(({ purpose, audience }) => [purpose, audience])).toEqual([
      ['evidence', 'handlers'],
      ['answer', 'complainant'],
    ]);
    expect(JSON.stringify(facts)).not.toContain('Berita acara');
  });

  it('that refuses tells the complainant the law it rests on', () => {
    const refusing = { ...answering, outcome: 'refused' as const, legalReason: 'UU 14/2008 pasal 17' };
    const { state } = given(IN_PROGRESS, MONDAY).when(answer.decide, refusing).decision();
    expect(state?.written[0]?.words).toContain('UU 14/2008 pasal 17');
  });

  it('that plans something starts D8, which is due on that day and goes on when the case is closed', () => {
    const planning = { ...answering, outcome: 'planned' as const, plannedOn: '2025-12-20' };
    const { state } = given(IN_PROGRESS, MONDAY).when(answer.decide, planning).decision();
    // Saturday: a promise is a promise, no matter what the calendar says.
    expect(openClock(state!, 'D8')).toMatchObject({ dueOn: '2025-12-20', dueAt: '2025-12-20T16:00:00.000Z' });
    expect(state?.promised).toEqual({ answerId: state?.answerId, plannedOn: '2025-12-20' });
  });
});

describe('two-step approval (T10, T11)', () => {
  const answer = new AnswerCase(twoStep);
  const validate = new ValidateAnswer(twoStep);
  const validating = { ...asking(validator, PROPOSED, 'budi') };

  it('keeps a proposed answer from the complainant: no fact carries it, nobody outside reads it', () => {
    const { state, facts } = given(IN_PROGRESS, MONDAY).when(answer.decide, answering).decision();
    expect(types(facts)).toEqual(['case.answer-proposed']);
    expect(state).toMatchObject({ state: 'PENDING_VALIDATION', proposal: { bySubject: 'siti', unit: UNIT } });
    expect(state?.answerId).toBeUndefined();
    expect(state?.written.map(({ audience }) => audience)).toEqual(['handlers']);
  });

  it('gives the complainant what somebody else approved, under the author’s name for a later dispute', () => {
    const { state, facts } = given(PROPOSED, MONDAY).when(validate.decide, validating).decision();
    expect(types(facts)).toEqual(['case.answered', 'text.written']);
    expect(state).toMatchObject({ state: 'ANSWERED', answerId: ANSWER, answeredBy: 'liaison', released: [ANSWER] });
    expect(state?.proposal).toBeUndefined();
    expect(openClock(state!, 'D6')).toBeDefined();
    expect(facts[1]).toMatchObject({ event: TextWritten, data: { textId: ANSWER, audience: 'complainant' } });
  });

  it('sends it back with a reason for handlers', () => {
    const rework = { ...validating, rework: 'Foto tidak menunjukkan lokasi.' };
    const { state, facts } = given(PROPOSED, MONDAY).when(validate.decide, rework).decision();
    expect(types(facts)).toEqual(['case.answer-rejected']);
    expect(state?.state).toBe('IN_PROGRESS');
    expect(state?.written.map(({ purpose, audience }) => [purpose, audience])).toEqual([['rework-reason', 'handlers']]);
  });

  it.each([
    ['its author, whatever the post', coordinator, 'siti', 'author-cannot-validate'],
    ['the author’s unit', [{ role: 'validator', agency: AGENCY, unit: UNIT } as const], 'budi', 'unit-cannot-validate'],
    ['another agency', [{ role: 'validator', agency: 'dinas-sosial' } as const], 'budi', 'not-found'],
    ['the liaison', liaison, 'budi', 'not-found'],
  ] as const)('is validated by nobody of %s', (_, posts, subject, code) => {
    given(PROPOSED, MONDAY)
      .when(validate.decide, asking(posts, PROPOSED, subject))
      .thenRefused(code);
  });

  it('is validated by the national desk, which holds nothing of it', () => {
    const desk = asking([{ role: 'national-desk' } as const], PROPOSED, 'budi');
    expect(given(PROPOSED, MONDAY).when(validate.decide, desk).decision().state?.state).toBe('ANSWERED');
  });
});

describe('more time for the answer (D9)', () => {
  const extend = new ExtendDeadline(oneStep);
  const extending = { ...asking(coordinator, IN_PROGRESS), workingDays: 7, text: 'Menunggu bahan dari pusat.' };
  const longer = (): Case => given(IN_PROGRESS, MONDAY).when(extend.decide, extending).decision().state!;

  it('is counted from the first routing on, told with its reason, and said in every fact', () => {
    const { facts } = given(IN_PROGRESS, MONDAY).when(extend.decide, extending).decision();
    // 21 working days from 24 Nov 2025; 25 and 26 December are off.
    const until = { clock: 'D4', instance: 1, dueOn: '2025-12-23', workingDays: 7 };
    expect(facts[0]?.data).toMatchObject({ ...until, clocks: [{ clock: 'D4', dueOn: '2025-12-23', workingDays: 21 }] });
    expect(facts[1]).toMatchObject({ event: TextWritten, data: { purpose: 'extension-reason' } });
  });

  it.each([
    ['more than half of the limit', MONDAY, IN_PROGRESS, 8, 'extension-too-long'],
    ['after the breach', later(MONDAY, 30), IN_PROGRESS, 3, 'extension-late'],
    ['a second time', MONDAY, longer(), 1, 'already-extended'],
    ['where no clock runs', MONDAY, caseIn('IN_PROGRESS', { deadlines: [] }), 1, 'no-running-clock'],
  ] as const)('is refused for %s', (_, now, kase, workingDays, code) => {
    given<Case>(kase, now)
      .when(extend.decide, { ...extending, ...asking(coordinator, kase), workingDays })
      .thenRefused(code);
  });
});

describe('a promised action (D8)', () => {
  const keep = new KeepPromise(oneStep);
  const planning = { ...answering, outcome: 'planned' as const, plannedOn: '2025-12-20' };
  const promised = given(IN_PROGRESS, MONDAY).when(new AnswerCase(oneStep).decide, planning).decision().state!;

  it('ends its clock when it was done, and only once', () => {
    const kept = { ...asking(liaison, promised), text: 'Sudah diaspal.' };
    const { state, facts } = given(promised, later(MONDAY, 2)).when(keep.decide, kept).decision();
    expect(types(facts)).toEqual(['case.promise-kept', 'text.written']);
    expect(openClock(state!, 'D8')).toBeUndefined();
    given(state, later(MONDAY, 2))
      .when(keep.decide, { ...kept, ...asking(liaison, state!) })
      .thenRefused('promise-not-open');
  });
});
