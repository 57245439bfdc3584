import {
  CaseCorrected,
  CaseMerged,
  CaseMoved,
  CaseRestored,
  CaseRouted,
  CaseSealed,
  CaseStarted,
  CaseTextAdded,
  CaseUnmerged,
  CaseUnsealed,
  ComplaintLeftToDesk,
  fact,
} from '@tuntas/events';
import { eventLike, given, TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import type { Answer, AskedComplaint } from '../domain/asked-complaint.js';
import { OnCaseChanged } from './on-case-changed.js';

const reaction = new OnCaseChanged();
const decide = reaction.decide.bind(reaction);

const lead = '0193a000-0000-7000-8000-00000000000b';
const desk = { body: 'national-desk' } as const;
const inspectorate = { body: 'inspectorate-desk' } as const;
const agency = { body: 'agency', agency: 'dlh' } as const;
const later = { round: 2, version: 4, clocks: [] };
const answer: Answer = {
  round: 1,
  agency: 'dlh',
  by: 'rule',
  supporting: [],
  class: 'ordinary',
  reasons: [
    { kind: 'rule', rule: 'rubbish', version: 1 },
    { kind: 'parent-answers', agency: 'x' },
  ],
  suggestions: [{ agency: 'dishub', reasons: [{ kind: 'no-rule-matches' }] }],
  answeredAt: TEST_NOW,
  saved: true,
};
const routedOnce: AskedComplaint = {
  complaintId: '0193a000-0000-7000-8000-00000000000a',
  secret: false,
  supervisory: false,
  class: 'ordinary',
  case: { state: 'ROUTED', round: 1, holder: agency, openedAt: TEST_NOW, toArbiter: false },
  answers: [answer],
};
const sealed = eventLike(
  fact(CaseSealed, {
    ...later,
    state: 'SUBMITTED',
    holder: inspectorate,
    because: 'secret',
    from: 'dlh',
    class: 'supervisory',
    secret: true,
    possiblySupervisory: true,
    by: 'coordinator',
  }),
);

describe('a later round', () => {
  it.each([
    eventLike(fact(CaseRestored, { ...later, state: 'SUBMITTED', holder: desk, because: 'appeal', by: 'complainant' })),
    eventLike(
      fact(CaseUnmerged, {
        ...later,
        state: 'SUBMITTED',
        holder: desk,
        from: lead,
        by: 'coordinator',
      }),
    ),
    eventLike(
      fact(CaseUnsealed, { ...later, state: 'SUBMITTED', holder: desk, class: 'ordinary', by: 'inspectorate' }),
    ),
    sealed,
  ])('is for a desk after $type', (event) => {
    const { facts, state } = given(routedOnce).when(decide, event).decision();
    expect(facts.map(({ event: { type } }) => type)).toEqual([ComplaintLeftToDesk.type]);
    expect(facts[0]?.data).toMatchObject({ round: 2, reasons: [{ kind: 'later-round' }], suggestions: [] });
    expect(state?.case).toMatchObject({ state: 'SUBMITTED', round: 2, holder: event.data.holder });
  });

  it('is not begun by what an unmerged case goes back to at an agency', () => {
    const back = { ...later, round: 1, state: 'ROUTED' as const, holder: agency };
    const unmerged = eventLike(fact(CaseUnmerged, { ...back, from: lead, by: 'coordinator' }));
    expect(given(routedOnce).when(decide, unmerged).decision().facts).toEqual([]);
  });
});

describe('what is repeated for a merged complaint', () => {
  it('leaves it merged, and asks for nobody', () => {
    const into = lead;
    const merged = eventLike(
      fact(CaseMerged, { ...later, round: 1, state: 'MERGED', holder: agency, into, by: 'coordinator' }),
    );
    const { state } = given(routedOnce).when(decide, merged).decision();
    const { data } = sealed;
    given(state)
      .when(decide, eventLike(fact(CaseSealed, { ...data, lead: into })))
      .then('unchanged');
    expect(state?.case?.state).toBe('MERGED');
  });
  it('does not wait for an opening', () => {
    const started = { ...later, state: 'IN_PROGRESS' as const, holder: agency, textId: lead };
    const repeated = fact(CaseStarted, { ...started, by: 'liaison', lead: lead });
    given<AskedComplaint>(undefined).when(decide, eventLike(repeated)).then('unchanged');
  });
});

describe('a sealed case', () => {
  const { state } = given(routedOnce).when(decide, sealed).decision();

  it('is for the inspectorate alone, until the seal is lifted', () => {
    expect(state).toMatchObject({ secret: true, supervisory: true, class: 'supervisory' });
    const lifted = fact(CaseUnsealed, {
      ...later,
      round: 3,
      state: 'SUBMITTED',
      holder: desk,
      class: 'ordinary',
      by: 'inspectorate',
    });
    expect(given(state).when(decide, eventLike(lifted)).decision().state).toMatchObject({
      secret: true,
      supervisory: false,
      class: 'ordinary',
    });
  });
  it('keeps who was responsible, and nothing that its words gave', () => {
    const kept = { agency: 'dlh', suggestions: [], reasons: [{ kind: 'parent-answers', agency: 'x' }], purged: true };
    expect(state?.answers).toMatchObject([kept, { round: 2 }]);
  });
});

it('is about what an officer corrected, and with whom a successor took it over', () => {
  const now = { round: 1, version: 3, clocks: [], state: 'ROUTED' as const };
  const corrected = fact(CaseCorrected, {
    ...now,
    holder: agency,
    class: 'ordinary',
    category: 'sampah',
    supporting: [],
    by: 'coordinator',
  });
  const successor = { body: 'agency', agency: 'lingkungan' } as const;
  const { state } = given<AskedComplaint>({ ...routedOnce, category: 'jalan', area: '64.08' })
    .when(decide, eventLike(corrected))
    .decision();
  expect(state).toMatchObject({ class: 'ordinary', category: 'sampah', area: undefined });
  const moved = eventLike(fact(CaseMoved, { ...now, holder: successor, from: agency }));
  expect(given(state).when(decide, moved).decision().state?.case?.holder).toEqual(successor);
});

it('keeps whom a desk marked as accused over all rounds', () => {
  const accused = [{ agency: 'dlh', unit: 'persampahan' }];
  const now = { round: 1, version: 2, clocks: [], state: 'ROUTED' as const, holder: agency };
  const routed = { ...now, agency: 'dlh', supporting: [], class: 'ordinary' as const, by: 'desk' as const };
  const reasons = [{ kind: 'later-round' as const }];
  const { state } = given(routedOnce)
    .when(decide, eventLike(fact(CaseRouted, { ...routed, reasons, accused })))
    .decision();
  expect(state?.accused).toEqual(accused);
  const again = eventLike(fact(CaseRouted, { ...routed, reasons }));
  expect(given(state).when(decide, again).decision().state?.accused).toEqual(accused);
});

it('changes nothing else by a move in place', () => {
  const text = {
    round: 1,
    version: 3,
    clocks: [],
    state: 'ROUTED' as const,
    holder: agency,
    textId: lead,
  };
  const added = eventLike(fact(CaseTextAdded, { ...text, audience: 'handlers', by: 'coordinator' }));
  given(routedOnce)
    .when(decide, added)
    .then({ ...routedOnce, case: { ...routedOnce.case!, holder: agency } });
});
