import {
  CaseAnswered,
  CaseAnswerProposed,
  CaseAnswerRejected,
  CaseArchived,
  CaseClosed,
  CaseCorrected,
  CaseMembersChanged,
  CaseMerged,
  CaseMoved,
  CasePostponed,
  CasePromiseKept,
  CasePublished,
  CaseReopened,
  CaseRestored,
  CaseSealed,
  type CaseState,
  CaseTextAdded,
  CaseUnmerged,
  CaseUnsealed,
  CaseUrgencySet,
  CaseWithdrawalAsked,
  CaseWithdrawalRefused,
  CaseWithdrawn,
  DeadlineExtended,
  DeadlineMissed,
  DeadlineReminded,
  type EventDeclaration,
  type EventOf,
  type Fact,
  fact,
  type Holder,
} from '@tuntas/events';
import type { Context, Decision } from '@tuntas/messaging';
import { eventLike, given } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import type { Known, Telling } from '../domain/telling.js';
import { OnCaseAnswerRejected } from './on-case-answer-rejected.js';
import { OnCaseAnswered } from './on-case-answered.js';
import { OnCaseArchived } from './on-case-archived.js';
import { OnCaseClosed } from './on-case-closed.js';
import { OnCaseCorrected } from './on-case-corrected.js';
import { OnCaseMembersChanged } from './on-case-members-changed.js';
import { OnCaseMerged } from './on-case-merged.js';
import { OnCaseMoved } from './on-case-moved.js';
import { OnCasePostponed } from './on-case-postponed.js';
import { OnCasePromiseKept } from './on-case-promise-kept.js';
import { OnCaseQuiet } from './on-case-quiet.js';
import { OnCaseReopened } from './on-case-reopened.js';
import { OnCaseRestored } from './on-case-restored.js';
import { OnCaseSealed } from './on-case-sealed.js';
import { OnCaseTextAdded } from './on-case-text-added.js';
import { OnCaseUnmerged } from './on-case-unmerged.js';
import { OnCaseUnsealed } from './on-case-unsealed.js';
import { OnCaseUrgencySet } from './on-case-urgency-set.js';
import { OnCaseWithdrawalAsked } from './on-case-withdrawal-asked.js';
import { OnCaseWithdrawalRefused } from './on-case-withdrawal-refused.js';
import { OnCaseWithdrawn } from './on-case-withdrawn.js';
import { OnDeadlineExtended } from './on-deadline-extended.js';
import { OnDeadlineMissed } from './on-deadline-missed.js';
import { OnDeadlineReminded } from './on-deadline-reminded.js';

const HOURS = 48;
const ID = '00000000-0000-4000-8000-0000000000aa';
const agency = 'dinas-pu';
const holder: Holder = { body: 'agency', agency };
const desk: Holder = { body: 'national-desk' };
const inspectorate: Holder = { body: 'inspectorate-desk' };
const versions = { calendarVersion: 1, limitsVersion: 1 };
const clock = (name: 'D4' | 'D13', dueOn: string) => {
  return { clock: name, instance: 1, dueAt: `${dueOn}T16:00:00Z`, dueOn, workingDays: 14, ...versions };
};
const after = (state: CaseState, at: Holder = holder) => {
  return { state, holder: at, round: 1, version: 1, clocks: [clock('D4', '2026-12-11'), clock('D13', '2026-12-01')] };
};
const known: Known = {
  reference: 'KTM-1',
  secret: false,
  anonymous: false,
  urgent: false,
  state: 'IN_PROGRESS',
  holder,
  clocks: [],
  late: [],
};

type Reacts = { decide(telling: Telling | undefined, event: never, context: Context): Decision<Telling> };
/** What is told of a fact about a complaint of which this much was known. */
function told(reaction: Reacts, one: Fact, before: Partial<Known> = {}): Telling {
  const decide = reaction.decide.bind(reaction) as (
    telling: Telling | undefined,
    event: EventOf,
    context: Context,
  ) => Decision<Telling>;
  const telling: Telling = { known: { ...known, ...before }, fresh: [] };
  const { state } = given(telling).when(decide, eventLike<EventDeclaration>(one)).decision();
  return state!;
}
const letters = ({ fresh }: Telling) => fresh.map(({ recipient, agency: to, news }) => [to ?? recipient, news.letter]);
const repeated = ({ event, data }: Fact): Fact => ({ event, data: { ...(data as object), lead: ID } });

const answered = fact(CaseAnswered, { ...after('ANSWERED'), answerId: ID, outcome: 'explained', by: 'liaison' });
const closed = fact(CaseClosed, { ...after('CLOSED'), answerId: ID, reason: 'NO_REPLY' });
const reopened = fact(CaseReopened, {
  ...after('IN_PROGRESS'),
  answerId: ID,
  times: 2,
  by: 'complainant',
  broughtBefore: 'leader',
});
const postponed = fact(CasePostponed, {
  ...after('POSTPONED'),
  pauseId: ID,
  missing: ['place'],
  textId: ID,
  by: 'coordinator',
});
const sealed = fact(CaseSealed, {
  ...after('SUBMITTED', inspectorate),
  because: 'secret',
  from: agency,
  class: 'ordinary',
  secret: true,
  possiblySupervisory: false,
  by: 'coordinator',
});
const withdrawn = fact(CaseWithdrawn, { ...after('WITHDRAWN'), by: 'complainant' });
const asked = fact(CaseWithdrawalAsked, after('IN_PROGRESS', inspectorate));
const refused = fact(CaseWithdrawalRefused, { ...after('IN_PROGRESS'), by: 'inspectorate', textId: ID });
const urgent = (yes: boolean) => fact(CaseUrgencySet, { ...after('ROUTED'), urgent: yes, by: 'coordinator' });
const members = (change: 'joined' | 'lead-left') =>
  fact(CaseMembersChanged, { ...after('IN_PROGRESS'), change, member: ID, members: 2 });
const text = (audience: 'complainant' | 'handlers', by: 'complainant' | 'liaison') =>
  fact(CaseTextAdded, { ...after('IN_PROGRESS'), textId: ID, audience, by });
const moved = (to: Holder) => fact(CaseMoved, { ...after('ASSIGNED', to), from: holder });
const on = (reaction: new (hours: number) => Reacts): Reacts => new reaction(HOURS);

describe('people are told', () => {
  const archived = fact(CaseArchived, { ...after('ARCHIVED', desk), reason: 'spam', by: 'national-desk' });
  const restored = fact(CaseRestored, { ...after('SUBMITTED', desk), because: 'appeal', by: 'complainant' });
  const extended = { ...after('IN_PROGRESS'), ...clock('D4', '2026-12-18'), workingDays: 5, textId: ID };
  const unmerged = fact(CaseUnmerged, { ...after('SUBMITTED', desk), from: ID, by: 'coordinator' });
  const unsealed = fact(CaseUnsealed, { ...after('SUBMITTED', desk), class: 'ordinary', by: 'inspectorate' });
  const corrected = fact(CaseCorrected, { ...after('ROUTED'), class: 'ordinary', supporting: [], by: 'coordinator' });
  const proposed = fact(CaseAnswerProposed, {
    ...after('PENDING_VALIDATION'),
    answerId: ID,
    outcome: 'explained',
    by: 'liaison',
  });
  const rejected = { ...after('IN_PROGRESS'), answerId: ID, textId: ID };

  const all: readonly (readonly [Reacts, Fact, string[][]])[] = [
    [on(OnCaseArchived), archived, [['complainant', 'archived']]],
    [on(OnCaseRestored), restored, [['complainant', 'restored']]],
    [on(OnCaseQuiet), proposed, []],
    [on(OnCaseQuiet), fact(CasePublished, { ...after('ROUTED'), textId: ID, by: 'coordinator' }), []],
    [
      on(OnCaseAnswerRejected),
      fact(CaseAnswerRejected, { ...rejected, by: 'validator' }),
      [[agency, 'agency-answer-rejected']],
    ],
    [on(OnCasePromiseKept), fact(CasePromiseKept, { ...rejected, by: 'liaison' }), [['complainant', 'promise-kept']]],
    [
      on(OnCaseReopened),
      reopened,
      [
        ['complainant', 'reopened'],
        [agency, 'agency-reopened'],
      ],
    ],
    [on(OnDeadlineExtended), fact(DeadlineExtended, { ...extended, by: 'coordinator' }), [['complainant', 'extended']]],
    [
      on(OnCaseMerged),
      fact(CaseMerged, { ...after('MERGED'), into: ID, by: 'coordinator' }),
      [['complainant', 'merged']],
    ],
    [on(OnCaseUnmerged), unmerged, [['complainant', 'unmerged']]],
    [on(OnCaseMembersChanged), members('joined'), []],
    [
      on(OnCaseWithdrawn),
      withdrawn,
      [
        ['complainant', 'withdrawn'],
        [agency, 'agency-withdrawn'],
      ],
    ],
    [on(OnCaseWithdrawalAsked), asked, [['complainant', 'withdrawal-asked']]],
    [on(OnCaseWithdrawalRefused), refused, [['complainant', 'withdrawal-refused']]],
    [on(OnCaseCorrected), corrected, []],
    [on(OnCaseTextAdded), text('complainant', 'liaison'), [['complainant', 'wrote']]],
    [on(OnCaseTextAdded), text('complainant', 'complainant'), []],
    [on(OnCaseTextAdded), text('handlers', 'liaison'), []],
    [on(OnCaseUrgencySet), urgent(true), [[agency, 'agency-urgent']]],
    [on(OnCaseUrgencySet), urgent(false), []],
    [on(OnCaseSealed), sealed, [['complainant', 'sealed']]],
    [on(OnCaseUnsealed), unsealed, [['complainant', 'unsealed']]],
    [
      on(OnCaseMoved),
      moved({ body: 'agency', agency: 'dinas-pupr' }),
      [
        ['complainant', 'moved'],
        ['dinas-pupr', 'agency-new-complaint'],
      ],
    ],
    [on(OnCaseMoved), moved({ body: 'agency', agency, unit: 'bina-marga' }), [['complainant', 'moved']]],
  ];
  it.each(all.map(([reaction, one, wanted]) => ({ type: one.event.type, reaction, one, wanted })))(
    'of $type',
    ({ reaction, one, wanted }) => {
      expect(letters(told(reaction, one))).toEqual(wanted);
    },
  );

  it('until when the inspectorate decides on a withdrawal', () => {
    expect(told(on(OnCaseWithdrawalAsked), asked).fresh[0]?.news).toMatchObject({ decidedBy: '2026-12-01' });
  });

  it('nothing but that there is news once a case became secret', () => {
    expect(told(on(OnCaseSealed), sealed)).toMatchObject({
      known: { secret: true },
      fresh: [{ known: { secret: true } }],
    });
  });

  it('of urgency in every later letter', () => {
    expect(told(on(OnCaseUrgencySet), urgent(true)).known.urgent).toBe(true);
  });
});

describe('whose complaint was merged', () => {
  const merged = { mergedInto: ID };

  it('hears what the lead’s complainant hears, and the agency nothing a second time', () => {
    const heard = (reaction: Reacts, one: Fact) => letters(told(reaction, repeated(one), merged));
    expect(heard(on(OnCaseAnswered), answered)).toEqual([['complainant', 'answered']]);
    expect(heard(on(OnCasePostponed), postponed)).toEqual([['complainant', 'postponed']]);
    expect(heard(on(OnCaseReopened), reopened)).toEqual([['complainant', 'reopened']]);
    expect(heard(on(OnCaseUrgencySet), urgent(true))).toEqual([]);
  });

  it('hears that the lead’s answer is late, and the warning before the lead is archived', () => {
    const dueAt = '2026-12-11T16:00:00Z';
    const missed = fact(DeadlineMissed, { clock: 'D4', instance: 1, holder, dueAt, calendarVersion: 1 });
    expect(letters(told(on(OnDeadlineMissed), repeated(missed), merged))).toEqual([['complainant', 'deadline-missed']]);
    const reminded = (clock: 'D4' | 'D5', reminder: 'last' | 'before-archiving') =>
      repeated(fact(DeadlineReminded, { clock, instance: 1, holder, reminder, dueAt }));
    const waiting = { ...merged, pause: { pauseId: ID, missing: ['place' as const] } };
    const warned = told(on(OnDeadlineReminded), reminded('D5', 'before-archiving'), waiting);
    expect(letters(warned)).toEqual([['complainant', 'archiving-warning']]);
    expect(letters(told(on(OnDeadlineReminded), reminded('D4', 'last'), merged))).toEqual([]);
  });

  it('reads of the lead’s holder and dates', () => {
    expect(told(on(OnCaseAnswered), repeated(answered), merged).fresh[0]).toMatchObject({
      answer_id: ID,
      known: { state: 'ANSWERED', holder, clocks: [{ clock: 'D4' }, { clock: 'D13' }] },
    });
  });

  it('still stands where the lead does after something happened to it alone', () => {
    const published = fact(CasePublished, { ...after('MERGED', desk), textId: ID, by: 'coordinator' });
    expect(told(on(OnCaseQuiet), published, merged).known).toMatchObject({ state: 'IN_PROGRESS', holder });
  });

  it('is not told of what another complainant wants, nor that nobody replied', () => {
    for (const [reaction, one] of [
      [on(OnCaseWithdrawalAsked), asked],
      [on(OnCaseWithdrawalRefused), refused],
      [on(OnCaseMembersChanged), members('lead-left')],
    ] as const)
      expect(letters(told(reaction, repeated(one), merged))).toEqual([]);
    expect(told(on(OnCaseClosed), repeated(closed), merged).fresh[0]?.news).toMatchObject({ reason: 'TIME_OVER' });
    expect(told(on(OnCaseClosed), closed).fresh[0]?.news).toMatchObject({ reason: 'NO_REPLY' });
  });

  it('may withdraw it, and the agency goes on with the lead', () => {
    const { known: now, fresh } = told(on(OnCaseWithdrawn), withdrawn, merged);
    expect([fresh.map(({ recipient }) => recipient), now.mergedInto]).toEqual([['complainant'], undefined]);
  });
});

it('who withdrew from a case that goes on for others hears that, and then nothing more; the agency does', () => {
  const { known: now, fresh } = told(on(OnCaseMembersChanged), members('lead-left'));
  expect(fresh.map(({ news }) => news.letter)).toEqual(['left']);
  expect(letters(told(on(OnCaseReopened), reopened, now))).toEqual([[agency, 'agency-reopened']]);
});
