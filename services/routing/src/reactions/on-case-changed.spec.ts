import { CaseOpened, CaseRouted, ComplaintLeftToDesk, type DataOf, fact } from '@tuntas/events';
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
        case: { state: 'ROUTED', round: 1, holder: { body: 'agency', agency: 'dlh' }, openedAt: new Date(0) },
      });
  });

  it('waits for its opening when it is not known yet', () => {
    given<AskedComplaint>(undefined).when(decide, routed).thenLater();
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
