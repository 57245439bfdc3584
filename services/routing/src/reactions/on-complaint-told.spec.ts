import { ComplaintLeftToDesk, ComplaintRouted, ComplaintTold, type DataOf, fact } from '@tuntas/events';
import { eventLike, given, TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import type { AskedComplaint } from '../domain/asked-complaint.js';
import { Gazetteer } from '../domain/gazetteer.js';
import { Organisation } from '../domain/organisation.js';
import { RuleBook } from '../domain/rule-book.js';
import type { Directory } from '../store/directory.js';
import { OnComplaintTold } from './on-complaint-told.js';

const knowledge = {
  organisation: new Organisation(
    [{ code: 'dinas-pu', name: 'PU', kind: 'office', active: true, zone: 'WITA' }],
    new Map([['roads', 'dinas-pu']]),
  ),
  gazetteer: new Gazetteer([], () => false),
  rules: new RuleBook([{ id: 'roads', version: 2, function: 'roads', specificity: 3, words: ['jalan rusak'] }]),
};
const reaction = new OnComplaintTold({ knowledge } as unknown as Directory);
const decide = reaction.decide.bind(reaction);

const told = (more: Partial<DataOf<typeof ComplaintTold>> = {}) =>
  eventLike(
    fact(ComplaintTold, {
      reference: 'TEST',
      kind: 'complaint',
      class: 'unknown',
      channel: 'web',
      language: 'id',
      anonymous: false,
      secret: false,
      urgent: false,
      possiblySupervisory: false,
      wordListVersion: '1',
      receivedOn: '2026-11-23',
      textId: '00000000-0000-4000-8000-000000000001',
      text: 'jalan rusak',
      ...more,
    }),
  );
const complaint: AskedComplaint = {
  complaintId: told().subject,
  secret: false,
  supervisory: false,
  class: 'unknown',
  answers: [],
};
const inCase = (state: 'SUBMITTED' | 'ROUTED', round: number): AskedComplaint => ({
  ...complaint,
  case: { state, round, holder: { body: 'national-desk' }, openedAt: TEST_NOW, toArbiter: false },
});
const byRule = fact(ComplaintRouted, {
  round: 1,
  agency: 'dinas-pu',
  supporting: [],
  class: 'unknown',
  category: undefined,
  area: undefined,
  by: 'rule',
  reasons: [{ kind: 'rule', rule: 'roads', version: 2 }],
});

describe('a complaint that was told', () => {
  it('is routed for round 1, and the answer is remembered without the words', () => {
    const { state, facts } = given<AskedComplaint>(undefined).when(decide, told()).decision();
    expect(facts).toEqual([byRule]);
    expect(state).toMatchObject({ ...complaint, answers: [{ round: 1, agency: 'dinas-pu', answeredAt: TEST_NOW }] });
    expect(JSON.stringify(state)).not.toContain('jalan');
  });

  it('is routed too when the case was opened first', () => {
    expect(given(inCase('SUBMITTED', 1)).when(decide, told()).decision().facts).toEqual([byRule]);
  });

  it('is left to the desk when unsure', () => {
    const left = { round: 1, category: undefined, area: undefined, suggestions: [] };
    const [said] = given<AskedComplaint>(undefined)
      .when(decide, told({ text: 'tolong' }))
      .decision().facts;
    expect(said).toEqual(fact(ComplaintLeftToDesk, { ...left, reasons: [{ kind: 'no-rule-matches' }] }));
  });

  it('is remembered as supervisory when it may be, so that only the inspectorate sees it', () => {
    const { state } = given<AskedComplaint>(undefined)
      .when(decide, told({ possiblySupervisory: true }))
      .decision();
    expect(state).toMatchObject({ supervisory: true, answers: [{ reasons: [{ kind: 'for-the-inspectorate' }] }] });
  });

  it('is not answered again when a desk was faster', () => {
    const answer = { round: 1, agency: 'dlh', supporting: [], class: 'unknown' as const, suggestions: [] };
    const known = { ...complaint, answers: [{ ...answer, reasons: [], answeredAt: TEST_NOW }] };
    given<AskedComplaint>(known).when(decide, told()).then('unchanged');
  });

  it.each([inCase('ROUTED', 1), inCase('SUBMITTED', 2)])('is not answered when round 1 is over: %o', (known) => {
    given(known).when(decide, told()).then('unchanged');
  });
});
