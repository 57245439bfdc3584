import { CaseOpened, CaseReturned, CaseRouted, ComplaintLeftToDesk, type DataOf, fact } from '@tuntas/events';
import { eventLike, given, TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import type { AskedComplaint } from '../domain/asked-complaint.js';
import { OnCaseChanged } from './on-case-changed.js';

const reaction = new OnCaseChanged();
const decide = reaction.decide.bind(reaction);

const opened = (more: Partial<DataOf<typeof CaseOpened>> = {}) =>
  eventLike(
    fact(CaseOpened, {
      state: 'SUBMITTED',
      holder: { body: 'national-desk' },
      round: 1,
      version: 1,
      clocks: [],
      reference: 'TEST',
      kind: 'complaint',
      class: 'ordinary',
      anonymous: false,
      secret: false,
      urgent: false,
      possiblySupervisory: false,
      receivedOn: '2026-11-23',
      ...more,
    }),
  );
const routed = eventLike(
  fact(CaseRouted, {
    state: 'ROUTED',
    holder: { body: 'agency', agency: 'dlh' },
    round: 1,
    version: 2,
    clocks: [],
    agency: 'dlh',
    supporting: [],
    class: 'ordinary',
    by: 'desk',
    reasons: [{ kind: 'no-rule-matches' }],
  }),
);
const complaint: AskedComplaint = {
  complaintId: opened().subject,
  secret: false,
  supervisory: false,
  class: 'ordinary',
  category: undefined,
  area: undefined,
  answers: [],
};
const waiting = {
  state: 'SUBMITTED' as const,
  round: 1,
  holder: { body: 'national-desk' as const },
  openedAt: TEST_NOW,
  toArbiter: false,
};

describe('a case that moves', () => {
  it('is known from its opening on, also before its words come', () => {
    given<AskedComplaint>(undefined)
      .when(decide, opened())
      .then({ ...complaint, case: waiting });
  });

  it('is for the inspectorate alone when it may be supervisory', () => {
    const { state } = given<AskedComplaint>(undefined)
      .when(decide, opened({ class: 'supervisory' }))
      .decision();
    expect(state?.supervisory).toBe(true);
  });

  it('keeps its answers, and when it was opened', () => {
    const known = { ...complaint, case: { ...waiting, openedAt: new Date(0) } };
    given<AskedComplaint>(known)
      .when(decide, routed)
      .then({
        ...complaint,
        case: { ...waiting, state: 'ROUTED', holder: { body: 'agency', agency: 'dlh' }, openedAt: new Date(0) },
      });
  });

  it('waits for its opening when it is not known yet', () => {
    given<AskedComplaint>(undefined).when(decide, routed).thenLater();
  });

  const returned = (toArbiter: boolean) =>
    eventLike(
      fact(CaseReturned, {
        state: 'SUBMITTED',
        holder: { body: 'national-desk' },
        round: 2,
        version: 3,
        clocks: [],
        from: 'dlh',
        suggested: 'dishub',
        times: 1,
        toArbiter,
        textId: complaint.complaintId,
        by: 'coordinator',
      }),
    );

  it('and was returned is left to a desk with the agency suggested, never routed by itself', () => {
    const { state, facts } = given<AskedComplaint>({ ...complaint, case: waiting })
      .when(decide, returned(false))
      .decision();
    const suggestions = [{ agency: 'dishub', reasons: [{ kind: 'suggested-by-agency' as const, agency: 'dlh' }] }];
    const left = { round: 2, category: undefined, area: undefined, suggestions };
    expect(facts).toEqual([fact(ComplaintLeftToDesk, { ...left, reasons: [{ kind: 'later-round' }] })]);
    expect(state?.case).toMatchObject({ state: 'SUBMITTED', round: 2, toArbiter: false });
  });

  it('and goes to the arbiter is the arbiter’s until it is routed', () => {
    const { state } = given<AskedComplaint>({ ...complaint, case: waiting })
      .when(decide, returned(true))
      .decision();
    expect(state?.case?.toArbiter).toBe(true);
    expect(given(state).when(decide, routed).decision().state?.case?.toArbiter).toBe(false);
  });

  it('is left to a desk when a later round begins, once', () => {
    const { state, facts } = given<AskedComplaint>(complaint)
      .when(decide, opened({ round: 2 }))
      .decision();
    const left = { round: 2, category: undefined, area: undefined, suggestions: [] };
    expect(facts).toEqual([fact(ComplaintLeftToDesk, { ...left, reasons: [{ kind: 'later-round' }] })]);
    expect(
      given(state)
        .when(decide, opened({ round: 2 }))
        .decision().facts,
    ).toEqual([]);
  });
});
