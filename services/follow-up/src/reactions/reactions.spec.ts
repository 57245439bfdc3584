import {
  CaseActRefused,
  ComplaintAccepted,
  ComplaintDisputed,
  ComplaintLeftToDesk,
  ComplaintRouted,
  ComplaintSubmitted,
  ComplaintTold,
  fact,
  NoticeSent,
  RoutingVoid,
  UnitDescribed,
} from '@tuntas/events';
import { eventLike, given } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import { ANSWER, caseIn, COMPLAINT, currentSettings, routedByRule, submitted, types } from '../../fixtures/cases.js';
import { standing } from '../domain/lifecycle.js';
import type { Told } from '../store/told.store.js';
import { OnComplaintAccepted } from './on-complaint-accepted.js';
import { OnComplaintDisputed } from './on-complaint-disputed.js';
import { OnComplaintLeftToDesk } from './on-complaint-left-to-desk.js';
import { OnComplaintRouted } from './on-complaint-routed.js';
import { OnComplaintSubmitted } from './on-complaint-submitted.js';
import { OnComplaintTold } from './on-complaint-told.js';
import { OnNoticeSent } from './on-notice-sent.js';
import { OnUnitDescribed } from './on-organisation-described.js';

const onSubmitted = new OnComplaintSubmitted(currentSettings);
const onRouted = new OnComplaintRouted(currentSettings);
const onLeft = new OnComplaintLeftToDesk();
const onAccepted = new OnComplaintAccepted(currentSettings);
const onDisputed = new OnComplaintDisputed(currentSettings);
const onSent = new OnNoticeSent(currentSettings);
const onTold = new OnComplaintTold();

const submittedEvent = (changes = {}) =>
  eventLike(fact(ComplaintSubmitted, submitted(changes)), { subject: COMPLAINT });
const routed = (changes = {}) => eventLike(fact(ComplaintRouted, { ...routedByRule, ...changes }));
const accepted = (answerId = ANSWER) => eventLike(fact(ComplaintAccepted, { answerId, rating: 4 }));
const disputed = (answerId = ANSWER) => eventLike(fact(ComplaintDisputed, { answerId }));
const sent = (changes = {}) =>
  eventLike(
    fact(NoticeSent, {
      obligationId: COMPLAINT,
      aboutEventId: COMPLAINT,
      aboutType: 'case.answered',
      answerId: ANSWER,
      to: 'complainant',
      via: 'email',
      language: 'id',
      ...changes,
    }),
  );
const ANOTHER = '0193a000-0000-7000-8000-0000000000bb';
const inspectorate = { body: 'inspectorate-desk' } as const;

describe('a complaint that was submitted', () => {
  const open = (changes = {}) =>
    given<ReturnType<typeof caseIn>>(undefined)
      .when(
        (kase, event: ReturnType<typeof submittedEvent>, context) => onSubmitted.decide(kase, event, context),
        submittedEvent(changes),
      )
      .decision();

  it('gets a case, a holder and a clock', () => {
    const { state, facts } = open();
    expect(types(facts)).toEqual(['case.opened']);
    expect(state).toMatchObject({ complaintId: COMPLAINT, state: 'SUBMITTED', holder: { body: 'national-desk' } });
    expect(facts[0]?.data).toMatchObject({ round: 1, version: 1, clocks: [{ clock: 'D1', instance: 1 }] });
  });

  it.each([{ secret: true }, { possiblySupervisory: true }, { class: 'supervisory' }])(
    'waits at the inspectorate desk when %o',
    (mark) => {
      expect(open(mark).state?.holder).toEqual(inspectorate);
    },
  );
});

describe('an answer of routing', () => {
  const decide = onRouted.decide.bind(onRouted);

  it('gives the case to the agency', () => {
    const { state, facts } = given(caseIn('SUBMITTED')).when(decide, routed()).decision();
    expect(types(facts)).toContain('case.routed');
    expect(state).toMatchObject({ state: 'ROUTED', holder: { body: 'agency', agency: routedByRule.agency } });
  });

  it('binds when the arbiter gave it, and only then', () => {
    const waits = caseIn('SUBMITTED', { toArbiter: true });
    const arbitrated = given(waits)
      .when(decide, routed({ by: 'arbiter' }))
      .decision();
    expect(arbitrated.state).toMatchObject({ toArbiter: false, choiceBinds: true });
    expect(given(caseIn('SUBMITTED')).when(decide, routed()).decision().state?.choiceBinds).toBe(false);
  });

  it('waits when it overtook the question', () => {
    given<ReturnType<typeof caseIn>>(undefined).when(decide, routed()).thenLater();
  });

  it.each([
    ['a round that is over', caseIn('SUBMITTED', { round: 2 }), {}, 'round-over'],
    ['a case that no longer waits', caseIn('ASSIGNED'), {}, 'not-waiting'],
    ['a case that only a person may route', caseIn('SUBMITTED', { holder: inspectorate }), {}, 'not-waiting'],
  ] as const)('is void for %s, and says so', (_, kase, changes, because) => {
    given(kase)
      .when(decide, routed(changes))
      .then(
        'unchanged',
        fact(RoutingVoid, { ...standing(kase), answeredRound: 1, agency: routedByRule.agency, because }),
      );
  });

  it('is taken from the inspectorate’s own hand', () => {
    const { state } = given(caseIn('SUBMITTED', { holder: inspectorate }))
      .when(decide, routed({ by: 'desk' }))
      .decision();
    expect(state?.state).toBe('ROUTED');
  });

  it('that leaves it to the desk is kept for the desk, for this round only', () => {
    const left = {
      round: 1,
      suggestions: [{ agency: 'dinas-sosial', reasons: routedByRule.reasons }],
      reasons: routedByRule.reasons,
    };
    const event = eventLike(fact(ComplaintLeftToDesk, left));
    const { state, facts } = given(caseIn('SUBMITTED')).when(onLeft.decide, event).decision();
    expect(facts).toEqual([]);
    expect(state?.suggestions).toEqual(left.suggestions);
    given(caseIn('SUBMITTED', { round: 2 }))
      .when(onLeft.decide, event)
      .then('unchanged');
    given<ReturnType<typeof caseIn>>(undefined).when(onLeft.decide, event).thenLater();
  });
});

describe('an act of the complainant', () => {
  it('accepts the answer that stands, with its rating', () => {
    const { state, facts } = given(caseIn('ANSWERED', { answerId: ANSWER }))
      .when(onAccepted.decide.bind(onAccepted), accepted())
      .decision();
    expect(state?.state).toBe('CLOSED');
    expect(facts.at(-1)?.data).toMatchObject({ reason: 'ACCEPTED', answerId: ANSWER, rating: 4, clocks: [] });
  });

  it('disputes it: back to work against D7, counted', () => {
    const { state, facts } = given(caseIn('ANSWERED')).when(onDisputed.decide.bind(onDisputed), disputed()).decision();
    expect(state).toMatchObject({ state: 'IN_PROGRESS', reopenedTimes: 1 });
    expect(facts.at(-1)?.data).toMatchObject({ times: 1, by: 'complainant', clocks: [{ clock: 'D7' }] });
  });

  it.each([
    ['an older answer', caseIn('ANSWERED', { answerId: ANOTHER }), 'another-answer'],
    ['a case that is closed', caseIn('CLOSED'), 'closed'],
    ['a case that is not answered any more', caseIn('IN_PROGRESS', { answerId: ANSWER }), 'not-answered'],
  ] as const)('about %s changes nothing and leaves one fact that names the answer', (_, kase, because) => {
    given(kase)
      .when(onAccepted.decide.bind(onAccepted), accepted())
      .then('unchanged', fact(CaseActRefused, { ...standing(kase), act: 'accepted', answerId: ANSWER, because }));
    given(kase)
      .when(onDisputed.decide.bind(onDisputed), disputed())
      .then(
        'unchanged',
        fact(CaseActRefused, {
          ...standing(kase),
          act: 'disputed',
          answerId: ANSWER,
          because: kase.state === 'CLOSED' ? 'window-over' : because,
        }),
      );
  });

  it('disputes a closed case only inside the window, and says so afterwards (T14)', () => {
    const kase = caseIn('CLOSED');
    const lastDay = new Date('2025-12-08T15:59:59Z');
    const { state, facts } = given(kase, lastDay).when(onDisputed.decide.bind(onDisputed), disputed()).decision();
    expect(state).toMatchObject({ state: 'IN_PROGRESS', reopenedTimes: 1 });
    expect(facts.at(-1)?.data).toMatchObject({ by: 'complainant', broughtBefore: 'coordinator' });
    const refused = { act: 'disputed', answerId: ANSWER, because: 'window-over' } as const;
    given(kase, new Date('2025-12-08T16:00:00Z'))
      .when(onDisputed.decide.bind(onDisputed), disputed())
      .then('unchanged', fact(CaseActRefused, { ...standing(kase), ...refused }));
  });

  it('waits for the case it is about', () => {
    given<ReturnType<typeof caseIn>>(undefined).when(onAccepted.decide.bind(onAccepted), accepted()).thenLater();
  });
});

describe('a notice', () => {
  it('about the answer that stands makes silence count, once', () => {
    const { state } = given(caseIn('ANSWERED')).when(onSent.decide.bind(onSent), sent()).decision();
    expect(state?.answerNotice?.how).toBe('sent');
    given(state).when(onSent.decide.bind(onSent), sent()).then('unchanged');
  });

  it.each([{ answerId: ANOTHER }, { answerId: undefined }, { aboutType: 'case.routed' }, { to: 'agency' }])(
    'with %o says nothing about silence',
    (changes) => {
      given(caseIn('ANSWERED')).when(onSent.decide.bind(onSent), sent(changes)).then('unchanged');
    },
  );
});

describe('what was told', () => {
  const told = (changes = {}) =>
    eventLike(
      fact(ComplaintTold, { ...submitted(), textId: COMPLAINT, title: 'Lampu', text: 'Lampu jalan mati', ...changes }),
      { subject: COMPLAINT },
    );
  const kept: Told = {
    complaintId: COMPLAINT,
    title: 'Lampu',
    words: 'Lampu jalan mati',
    place: null,
    gone: false,
    withheld: false,
  };

  it('is kept for its handlers, and never when it is secret', () => {
    given<Told>(undefined).when(onTold.decide, told()).then(kept);
    given<Told>(undefined)
      .when(onTold.decide, told({ secret: true }))
      .then('unchanged');
  });

  it('is forgotten when it was erased, also when it comes again', () => {
    const erased: Told = { ...kept, title: null, words: null, gone: true };
    given(kept)
      .when(onTold.decide, told({ gone: true, text: undefined }))
      .then(erased);
    given(erased).when(onTold.decide, told()).then('unchanged');
  });
});

describe('the organisation', () => {
  const unit = (version: number) =>
    eventLike(fact(UnitDescribed, { version, code: 'u', agency: 'a', name: 'U', active: true, hasLiaison: true }));

  it('is known by its newest description', () => {
    const { decide } = new OnUnitDescribed();
    given(unit(2).data).when(decide, unit(3)).then(unit(3).data);
    given(unit(2).data).when(decide, unit(2)).then('unchanged');
    given(unit(2).data).when(decide, unit(1)).then('unchanged');
  });
});
