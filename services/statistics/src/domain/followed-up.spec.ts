import {
  CaseAnswered,
  CaseAnswerProposed,
  CaseAnswerRejected,
  CaseArchived,
  CaseClosed,
  CaseCorrected,
  caseFacts,
  CaseMembersChanged,
  CaseMerged,
  CaseMoved,
  CaseOpened,
  CasePromiseKept,
  CaseReopened,
  CaseRestored,
  CaseSealed,
  type CaseState,
  CaseUnmerged,
  CaseUnsealed,
  CaseWithdrawn,
  type DataOf,
  DeadlineMissed,
  type Fact,
  fact,
  type Holder,
} from '@tuntas/events';
import { eventLike, TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import { Cells } from './cells.js';
import { count } from './count.js';
import type { Counted } from './counted.js';
import { type CountedEvent, countedEvents } from './counted-events.js';

const ID = '00000000-0000-4000-8000-0000000000aa';
const agency: Holder = { body: 'agency', agency: 'dinas-pu' };
const desk: Holder = { body: 'national-desk' };
const inspectorate: Holder = { body: 'inspectorate-desk' };
type Clocks = DataOf<typeof CaseOpened>['clocks'];
const after = (state: CaseState, holder: Holder = agency, clocks: Clocks = []) => {
  return { state, holder, round: 1, version: 1, clocks };
};
const opened = fact(CaseOpened, {
  ...after('SUBMITTED', desk),
  reference: 'KTM-1',
  kind: 'complaint',
  class: 'ordinary',
  category: 'jalan',
  anonymous: false,
  secret: false,
  urgent: false,
  possiblySupervisory: false,
  receivedOn: '2026-11-20',
});
const sealed = (secret: boolean) =>
  fact(CaseSealed, {
    ...after('SUBMITTED', inspectorate),
    because: secret ? 'secret' : 'supervisory',
    class: 'supervisory',
    secret,
    possiblySupervisory: true,
    by: 'coordinator',
  });
const unsealed = fact(CaseUnsealed, { ...after('SUBMITTED', desk), class: 'ordinary', by: 'inspectorate' });
const merged = fact(CaseMerged, { ...after('MERGED'), into: ID, by: 'coordinator' });
const proposed = fact(CaseAnswerProposed, {
  ...after('PENDING_VALIDATION'),
  answerId: ID,
  outcome: 'planned',
  by: 'liaison',
});
const rejected = fact(CaseAnswerRejected, { ...after('IN_PROGRESS'), answerId: ID, textId: ID, by: 'validator' });
const answered = fact(CaseAnswered, { ...after('ANSWERED'), answerId: ID, outcome: 'planned', by: 'validator' });
const kept = fact(CasePromiseKept, { ...after('ANSWERED'), answerId: ID, textId: ID, by: 'liaison' });
const missed = (clock: 'D4' | 'D8') =>
  fact(DeadlineMissed, { clock, instance: 1, holder: agency, dueAt: TEST_NOW.toISOString(), calendarVersion: 1 });
const clock = (dueAt: string): Clocks[number] => {
  const versions = { calendarVersion: 1, limitsVersion: 1 };
  return { clock: 'D4', instance: 1, dueAt, dueOn: '2026-11-20', workingDays: 14, ...versions };
};

const counted = (...facts: readonly Fact[]): Counted =>
  [opened, ...facts]
    .map((one, at) => eventLike(one, { sequence: at + 1 }) as unknown as CountedEvent)
    .reduce<Counted | undefined>((row, event) => count(row, event, 'WITA'), undefined)!;
const all = (row: Counted) => {
  const cells = new Cells();
  cells.add(row, 1);
  return cells.changed().find(({ dimension }) => dimension === 'all');
};

it('hears of every fact that says how a case is', () => {
  const heard = new Set<string>(countedEvents.map(({ type }) => type));
  expect(caseFacts.filter(({ type }) => !heard.has(type))).toEqual([]);
});

describe('a case', () => {
  it('counts for whoever holds it', () => {
    const successor: Holder = { body: 'agency', agency: 'dinas-pupr' };
    const moved = fact(CaseMoved, { ...after('ROUTED', successor), from: agency });
    expect(counted(moved).agency).toBe('dinas-pupr');
    expect(counted(moved, sealed(false)).agency).toBeNull();
    const again = fact(CaseUnmerged, { ...after('SUBMITTED', desk), from: ID, by: 'coordinator' });
    expect(counted(moved, merged, again).agency).toBeNull();
  });

  it('is confidential once it is sealed, and when the seal is lifted only if it is secret', () => {
    expect(counted(sealed(false))).toMatchObject({ class: 'supervisory', confidential: true });
    expect(counted(sealed(false), unsealed)).toMatchObject({ class: 'ordinary', confidential: false });
    expect(counted(sealed(true), unsealed)).toMatchObject({ class: 'ordinary', confidential: true });
  });

  it('is counted under what an officer corrected, and is never less confidential by that', () => {
    const corrected = fact(CaseCorrected, {
      ...after('SUBMITTED', inspectorate),
      class: 'ordinary',
      category: 'sampah',
      supporting: [],
      by: 'inspectorate',
    });
    expect(counted(corrected)).toMatchObject({ category: 'sampah', confidential: false });
    expect(counted(sealed(false), corrected)).toMatchObject({ class: 'ordinary', confidential: true });
  });

  it('is archived for a reason until it is restored', () => {
    const archived = fact(CaseArchived, { ...after('ARCHIVED', desk), reason: 'too-general', by: 'national-desk' });
    const restored = fact(CaseRestored, { ...after('SUBMITTED', desk), because: 'appeal', by: 'complainant' });
    expect(all(counted(archived))).toMatchObject({ archived: 1, archived_too_general: 1, still_open: 0 });
    expect(all(counted(archived, restored))).toMatchObject({ archived: 0, archived_too_general: 0, submitted: 1 });
  });

  it('is not open once it was withdrawn', () => {
    const withdrawn = fact(CaseWithdrawn, { ...after('WITHDRAWN'), by: 'complainant' });
    expect(all(counted(withdrawn))).toMatchObject({ withdrawn: 1, still_open: 0 });
  });
});

describe('a merged complaint', () => {
  const repeated = [
    answered,
    fact(CaseReopened, { ...after('IN_PROGRESS'), answerId: ID, times: 1, by: 'complainant' }),
  ];
  const forIt = [...repeated, missed('D4')].map(({ event, data }): Fact => ({
    event,
    data: { ...(data as object), lead: ID },
  }));

  it('is merged, whatever is repeated for it', () => {
    expect(counted(merged, ...forIt)).toEqual({ ...counted(merged), follow_up_sequence: 5 });
    expect(counted(merged, ...repeated)).not.toEqual({ ...counted(merged), follow_up_sequence: 4 });
  });

  it('is not late while it sleeps, and late again when it wakes after its time', () => {
    const wakes = (dueAt: string) =>
      fact(CaseUnmerged, { ...after('ROUTED', agency, [clock(dueAt)]), from: ID, by: 'coordinator' });
    expect(counted(missed('D4'), merged).late).toEqual([]);
    expect(counted(missed('D4'), merged, wakes('2026-11-20T16:00:00Z')).late).toEqual(['D4#1']);
    expect(counted(merged, wakes('2027-11-20T16:00:00Z')).late).toEqual([]);
  });
});

describe('a case that others were merged into', () => {
  const { subject: own } = eventLike(opened);
  const accepted = (member: string, rating?: number) =>
    fact(CaseMembersChanged, { ...after('ANSWERED'), change: 'accepted', member, members: 1, rating });
  const closed = fact(CaseClosed, { ...after('CLOSED'), reason: 'ACCEPTED', answerId: ID });

  it('is rated by its own complainant, although it is closed only once all have accepted', () => {
    expect(all(counted(answered, accepted(own, 2), accepted(ID, 5)))).toMatchObject({ rated: 0 });
    const row = counted(answered, accepted(own, 2), accepted(ID, 5), closed);
    expect(row.rating).toBe(2);
    expect(counted(answered, accepted(own), accepted(ID, 5), closed).rating).toBeNull();
  });
});

describe('answers', () => {
  it('are counted as checked, and as rejected', () => {
    const row = counted(proposed, rejected, proposed, answered);
    expect(all(row)).toMatchObject({ answers_approved: 1, answers_rejected: 1, outcome_planned: 1 });
  });
  it('that nobody had to check are not', () => {
    expect(all(counted(answered))).toMatchObject({ answers_approved: 0, outcome_planned: 1 });
  });
  it('keep their promise by its date, or are late for good', () => {
    expect(all(counted(answered, kept))).toMatchObject({ promises_kept: 1, promises_late: 0 });
    expect(all(counted(answered, missed('D8'), kept))).toMatchObject({ promises_kept: 0, promises_late: 1 });
  });
});
