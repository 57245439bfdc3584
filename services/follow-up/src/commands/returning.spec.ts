import { CaseReassigned, CaseReturned } from '@tuntas/events';
import type { Decide } from '@tuntas/messaging';
import { given } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import { AGENCY, asking, caseIn, currentSettings, SUGGESTED, types, UNIT } from '../../fixtures/cases.js';
import type { Case } from '../domain/case.js';
import type { Asked } from './officers-move.js';
import { ReassignCase } from './reassign-case.js';
import { ReturnCase } from './return-case.js';

const returnCase = new ReturnCase(currentSettings);
const reassign = new ReassignCase(currentSettings);

const coordinator = [{ role: 'coordinator', agency: AGENCY } as const];
const liaison = [{ role: 'liaison', agency: AGENCY, unit: UNIT } as const];
const other = 'dpu-cipta-karya';
const unit = { version: 1, code: other, agency: AGENCY, name: 'Cipta Karya', active: true, hasLiaison: true };
const why = 'Jalan ini jalan provinsi.';

type Unasked<Input extends Asked> = Omit<Input, keyof Asked> & Pick<Asked, 'posts'>;

/** What a command decides on the case as its officer saw it. */
function decidedOn<Input extends Asked>(kase: Case, decide: Decide<Case, Input>, input: Unasked<Input>) {
  return given(kase).when(decide, { ...asking(input.posts, kase), ...input } as unknown as Input);
}

describe('an agency that is not responsible', () => {
  const asked = { posts: coordinator, reason: why, suggestedAgency: SUGGESTED, isKnown: true };

  it.each(['ROUTED', 'ASSIGNED', 'IN_PROGRESS'] as const)('returns from %s to the desk, which asks anew', (state) => {
    const after = decidedOn(caseIn(state), returnCase.decide, asked).decision();
    expect(after.state).toMatchObject({ state: 'SUBMITTED', holder: { body: 'national-desk' }, round: 2, returns: 1 });
    expect(after.facts.at(-1)).toMatchObject({
      event: CaseReturned,
      data: { from: AGENCY, suggested: SUGGESTED, times: 1, toArbiter: false, by: 'coordinator' },
    });
  });

  it('says why to handlers only: the fact names the text and nothing else is said', () => {
    const { state, facts } = decidedOn(caseIn('ROUTED'), returnCase.decide, asked).decision();
    const [text] = state?.written ?? [];
    expect(text).toMatchObject({ purpose: 'return-reason', audience: 'handlers', words: why, agency: AGENCY });
    expect(facts.at(-1)?.data).toMatchObject({ textId: text?.textId });
    expect(types(facts)).not.toContain('text.written');
    expect(JSON.stringify(facts)).not.toContain('provinsi');
  });

  it.each([{ secret: true }, { possiblySupervisory: true }, { class: 'supervisory' as const }])(
    'returns to the inspectorate desk when %o',
    (mark) => {
      const { state } = decidedOn(caseIn('ROUTED', mark), returnCase.decide, asked).decision();
      expect(state?.holder).toEqual({ body: 'inspectorate-desk' });
    },
  );

  it.each([
    ['its third return', { returns: 2 }, true],
    ['its second return', { returns: 1 }, false],
    ['an agency that had it', { formerHolders: [SUGGESTED] }, true],
    ['an agency that never had it', { formerHolders: ['dinas-barat'] }, false],
  ])('leads to the arbiter, or not: %s', (_, changes, toArbiter) => {
    const { state, facts } = decidedOn(caseIn('ROUTED', changes), returnCase.decide, asked).decision();
    expect(state?.toArbiter).toBe(toArbiter);
    expect(facts.at(-1)?.data).toMatchObject({ toArbiter });
  });

  it('is remembered as a former holder, of which the last twenty are kept', () => {
    const many = Array.from({ length: 20 }, (_, at) => `dinas-${at}`);
    const { state } = decidedOn(caseIn('ROUTED', { formerHolders: many }), returnCase.decide, asked).decision();
    expect(state?.formerHolders).toEqual([...many.slice(1), AGENCY]);
  });

  it.each([
    ['what the arbiter decided', { choiceBinds: true }, {}, 'choice-binds'],
    ['for itself', {}, { suggestedAgency: AGENCY }, 'suggested-agency-own'],
    ['for an agency that does not exist', {}, { isKnown: false }, 'suggested-agency-unknown'],
  ])('does not return %s', (_, changes, more, code) => {
    decidedOn(caseIn('ROUTED', changes), returnCase.decide, { ...asked, ...more }).thenRefused(code);
  });

  it('does not return what is answered, and only its coordinator may', () => {
    decidedOn(caseIn('ANSWERED'), returnCase.decide, asked).thenRefused('move-not-legal');
    decidedOn(caseIn('ASSIGNED'), returnCase.decide, { ...asked, posts: liaison }).thenRefused('not-found');
  });
});

describe('inside the agency', () => {
  const asked = { posts: coordinator, to: { unit: other, described: unit } };

  it.each(['ASSIGNED', 'IN_PROGRESS'] as const)(
    'the coordinator hands %s to another unit, without a return',
    (from) => {
      const { state, facts } = decidedOn(caseIn(from), reassign.decide, asked).decision();
      const holder = { body: 'agency', agency: AGENCY, unit: other };
      expect(state).toMatchObject({ state: 'ASSIGNED', holder, returns: 0, round: 1, written: [] });
      expect(facts.at(-1)).toMatchObject({ event: CaseReassigned, data: { unit: other, by: 'coordinator' } });
    },
  );

  it('a unit gives it back to its coordinator, and says why to handlers only', () => {
    const back = { posts: liaison, reason: why };
    const { state, facts } = decidedOn(caseIn('IN_PROGRESS'), reassign.decide, back).decision();
    expect(state).toMatchObject({ state: 'ROUTED', holder: { body: 'agency', agency: AGENCY } });
    expect(state?.holder).not.toHaveProperty('unit');
    const [text] = state?.written ?? [];
    expect(text).toMatchObject({ purpose: 'reassignment-reason', audience: 'handlers', unit: UNIT, words: why });
    expect(facts.at(-1)?.data).toMatchObject({ textId: text?.textId, by: 'liaison' });
    expect(JSON.stringify(facts)).not.toContain('provinsi');
  });

  it.each([
    ['the unit that has it', { unit: UNIT, described: { ...unit, code: UNIT } }, 'unit-holds-it'],
    ['a unit elsewhere', { unit: other, described: { ...unit, agency: SUGGESTED } }, 'unit-not-of-agency'],
    ['a closed unit', { unit: other, described: { ...unit, active: false } }, 'unit-inactive'],
  ])('it goes not to %s', (_, to, code) => {
    decidedOn(caseIn('ASSIGNED'), reassign.decide, { ...asked, to }).thenRefused(code);
  });

  it('a liaison officer chooses no other unit, and another unit gives nothing back', () => {
    decidedOn(caseIn('ASSIGNED'), reassign.decide, { ...asked, posts: liaison }).thenRefused('not-found');
    const stranger = [{ role: 'liaison', agency: AGENCY, unit: other } as const];
    decidedOn(caseIn('ASSIGNED'), reassign.decide, { posts: stranger }).thenRefused('not-found');
  });
});
