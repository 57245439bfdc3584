import { ComplaintRouted, fact, type Holder } from '@tuntas/events';
import { given, TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import type { Answer, AskedComplaint } from '../domain/asked-complaint.js';
import { Gazetteer } from '../domain/gazetteer.js';
import { type Agency, Organisation } from '../domain/organisation.js';
import { RuleBook } from '../domain/rule-book.js';
import type { Directory } from '../store/directory.js';
import { type HandRouting, RouteByHand } from './route-by-hand.js';

const agency = (code: string, more: Partial<Agency> = {}): Agency => ({
  code,
  name: code,
  kind: 'office',
  active: true,
  zone: 'WITA',
  ...more,
});
const directory = {
  knowledge: {
    organisation: new Organisation([agency('regency'), agency('dlh', { active: false, parent: 'regency' })], new Map()),
    gazetteer: new Gazetteer([], () => false),
    rules: new RuleBook([]),
  },
  codes: { agencies: new Set(['regency', 'dlh']), categories: new Set(['jalan']), areas: new Set(['64.08']) },
  agencyOfUnit: new Map([['pasar', 'regency']]),
} as unknown as Directory;
const command = new RouteByHand(undefined as never, undefined as never, directory);
const decide = command.decide.bind(command);

const complaint = (more: Partial<AskedComplaint> = {}, holder: Holder = { body: 'national-desk' }): AskedComplaint => ({
  complaintId: '0193a000-0000-7000-8000-00000000000a',
  secret: false,
  supervisory: false,
  class: 'unknown',
  case: { state: 'SUBMITTED', round: 2, holder, openedAt: TEST_NOW, toArbiter: false },
  answers: [],
  ...more,
});
const left: Answer = { round: 2, supporting: [], class: 'unknown', reasons: [], suggestions: [], answeredAt: TEST_NOW };
const asked = { subject: 'desk', keyHash: 'key', bodyHash: 'body' };
const desk = (more: Partial<HandRouting> = {}): HandRouting => ({
  agency: 'regency',
  round: 2,
  roles: ['national-desk'],
  asked,
  ...more,
});

describe('an officer at a desk', () => {
  it('answers the round that waits, in place of leaving it to the desk', () => {
    const input = desk({ class: 'ordinary', category: 'jalan', area: '64.08', supporting: ['dlh'] });
    const { state, facts } = given(complaint({ answers: [left] }))
      .when(decide, input)
      .decision();
    const routed = {
      round: 2,
      agency: 'regency',
      supporting: ['dlh'],
      class: 'ordinary' as const,
      category: 'jalan',
      area: '64.08',
      by: 'desk' as const,
      reasons: [{ kind: 'chosen-by-officer' as const, role: 'national-desk' as const }],
    };
    expect(facts).toEqual([fact(ComplaintRouted, routed)]);
    expect(state?.answers).toEqual([{ ...routed, asked, suggestions: [], answeredAt: TEST_NOW }]);
  });

  it('answers as the arbiter where agencies could not agree', () => {
    const kase = { ...complaint().case!, toArbiter: true };
    const { state, facts } = given(complaint({ case: kase, answers: [left] }))
      .when(decide, desk())
      .decision();
    expect(facts[0]?.data).toMatchObject({ agency: 'regency', by: 'arbiter', round: 2 });
    expect(state?.answers).toMatchObject([{ by: 'arbiter' }]);
  });

  it('marks whom the complaint accuses, beside whom others marked', () => {
    const accused = [{ agency: 'regency', unit: 'pasar' }];
    const { state, facts } = given(complaint({ accused: [{ agency: 'dlh' }] }))
      .when(decide, desk({ accused }))
      .decision();
    expect(facts[0]?.data).toMatchObject({ agency: 'regency', accused });
    expect(state?.accused).toEqual([{ agency: 'dlh' }, ...accused]);
  });

  describe('who asks again under the same key', () => {
    const over = {
      ...complaint().case!,
      state: 'ROUTED' as const,
      holder: { body: 'agency', agency: 'regency' } as const,
    };
    const routed = complaint({ case: over, answers: [{ ...left, agency: 'regency', by: 'desk', asked }] });

    it('is answered as the first time, and nothing is said twice', () => {
      given(routed).when(decide, desk()).then(routed);
    });
    it('is refused with another body', () => {
      given(routed)
        .when(decide, desk({ asked: { ...asked, bodyHash: 'other' } }))
        .thenRefused('idempotency-key-reused');
    });
    it('learns nothing of it as somebody else', () => {
      given(routed)
        .when(decide, desk({ asked: { ...asked, subject: 'other' } }))
        .thenRefused('move-not-legal');
    });
  });

  it('gets the parent of a body without a coordinator, and is told so', () => {
    const [said] = given(complaint())
      .when(decide, desk({ agency: 'dlh' }))
      .decision().facts;
    expect(said?.data).toMatchObject({ agency: 'regency', reasons: [{}, { kind: 'parent-answers', agency: 'dlh' }] });
  });

  it.each([
    ['no complaint', undefined, desk()],
    ['one at the other desk', complaint({}, { body: 'inspectorate-desk' }), desk()],
    ['one that may be supervisory', complaint({ supervisory: true }), desk()],
    ['an ordinary one, as inspectorate', complaint(), desk({ roles: ['inspectorate'] })],
  ])('finds nothing: %s', (_, known, input) => {
    given<AskedComplaint>(known).when(decide, input).thenRefused('not-found');
  });

  it.each([
    ['before the case was opened', complaint({ case: undefined }), desk(), 'move-not-legal'],
    [
      'when an agency holds it',
      complaint({ case: { ...complaint().case!, state: 'ROUTED', holder: { body: 'agency', agency: 'dlh' } } }),
      desk(),
      'move-not-legal',
    ],
    ['for a round that is over', complaint(), desk({ round: 1 }), 'round-over'],
    [
      'when a body was named already',
      complaint({ answers: [{ ...left, agency: 'dlh', by: 'rule' }] }),
      desk(),
      'round-over',
    ],
    ['for an unknown body', complaint(), desk({ agency: 'x' }), 'unknown-agency'],
    ['with an unknown supporting body', complaint(), desk({ supporting: ['x'] }), 'unknown-agency'],
    ['with an unknown category', complaint(), desk({ category: 'x' }), 'unknown-category'],
    ['of a body that it accuses', complaint(), desk({ accused: [{ agency: 'regency' }] }), 'agency-accused'],
    ['with an unknown accused body', complaint(), desk({ accused: [{ agency: 'x' }] }), 'unknown-agency'],
    [
      'with an accused unit of another body',
      complaint(),
      desk({ accused: [{ agency: 'dlh', unit: 'pasar' }] }),
      'unit-not-of-agency',
    ],
    ['with an unknown area', complaint(), desk({ area: '11' }), 'unknown-area'],
  ])('is refused %s', (_, known, input, code) => {
    given<AskedComplaint>(known).when(decide, input).thenRefused(code);
  });
});
