import { randomUUID } from 'node:crypto';
import {
  CaseAnswered,
  CaseAnswerProposed,
  CaseClosed,
  CaseMembersChanged,
  CaseMerged,
  CaseReopened,
  CaseRouted,
  CaseStarted,
  CaseUnmerged,
  type DataOf,
  DeadlineMissed,
  fact,
  TextWritten,
} from '@tuntas/events';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { after, agency, desk, IntakePlatform } from '../fixtures/platform.js';

const lead = randomUUID();
const answerId = randomUUID();
const d4 = { clock: 'D4', instance: 1, dueAt: '2027-12-10T16:00:00Z', dueOn: '2027-12-10', workingDays: 14 } as const;
const clocks: DataOf<typeof CaseMerged>['clocks'] = [{ ...d4, calendarVersion: 1, limitsVersion: 1 }];
let platform: IntakePlatform;

beforeAll(async () => {
  platform = await IntakePlatform.begun();
});
afterAll(async () => platform.close());

const merged = fact(CaseMerged, { ...after, state: 'MERGED', holder: agency, into: lead, by: 'national-desk' });
const ofLead = { ...after, lead, holder: agency } as const;
const answered = fact(CaseAnswered, { ...ofLead, state: 'ANSWERED', answerId, outcome: 'resolved', by: 'liaison' });
const answerText = fact(TextWritten, { textId: answerId, audience: 'complainant', purpose: 'answer', words: 'Sudah.' });
const routed = fact(CaseRouted, {
  ...ofLead,
  clocks,
  state: 'ROUTED',
  agency: 'dinas-pu',
  supporting: [],
  class: 'ordinary',
  by: 'desk',
  reasons: [{ kind: 'no-rule-matches' }],
});

describe('the page of a merged complainant', () => {
  it('follows the lead: holder, deadlines, answer, dispute, reopening; and names nobody else', async () => {
    const held = await platform.opened([merged]);
    expect(await platform.own(held)).toMatchObject({
      state: 'MERGED',
      together: true,
      actsPossible: ['add', 'make-secret', 'withdraw'],
    });
    await platform.follow(held, routed);
    await platform.follow(held, fact(DeadlineMissed, { ...d4, holder: agency, calendarVersion: 1 }));
    expect(await platform.own(held)).toMatchObject({
      state: 'ROUTED',
      together: true,
      clocks: [{ clock: 'D4', missed: true }],
    });
    await platform.follow(held, answerText, answered);
    await eventually(async () => expect((await platform.own(held))['replies']).toMatchObject([{ words: 'Sudah.' }]));
    expect(await platform.own(held)).toMatchObject({
      state: 'ANSWERED',
      actsPossible: ['accept', 'dispute', 'add', 'withdraw'],
    });
    expect(await platform.act('disputes', held, { answerId })).toMatchObject({ status: 202 });
    const reopened = { ...ofLead, state: 'IN_PROGRESS', answerId, times: 1, by: 'complainant' } as const;
    await platform.follow(held, fact(CaseReopened, reopened));
    const [own, seen] = [await platform.own(held), await platform.public(held)];
    expect(own).toMatchObject({ state: 'IN_PROGRESS', acts: [{ act: 'disputed' }] });
    for (const page of [own, seen]) expect(JSON.stringify(page)).not.toContain(lead);
  });

  it('is its own again when that is undone', async () => {
    const held = await platform.opened([merged, routed, answered]);
    const back = { ...after, state: 'SUBMITTED', holder: desk, from: lead, by: 'national-desk' } as const;
    await platform.follow(held, fact(CaseUnmerged, back));
    const own = await platform.own(held);
    expect(own).toMatchObject({ state: 'SUBMITTED', holder: { body: 'national-desk' }, clocks: [] });
    for (const field of ['together', 'answerId']) expect(own).not.toHaveProperty(field);
    expect(own['dates']).not.toHaveProperty('routed');
  });

  it('may accept before others do, and is closed with them', async () => {
    const held = await platform.opened([merged, routed, answered]);
    await platform.act('acceptances', held, { answerId, rating: 5 });
    expect((await platform.own(held))['actsPossible']).toEqual(['add', 'withdraw']);
    await platform.follow(held, fact(CaseClosed, { ...ofLead, state: 'CLOSED', reason: 'ACCEPTED', answerId }));
    expect((await platform.own(held))['actsPossible']).toEqual(['reopen']);
  });
});

describe('the page of a lead whose complainant withdrew', () => {
  it('ends there, and shows nothing of what happens for the others', async () => {
    const started = { ...after, state: 'IN_PROGRESS', holder: agency, textId: randomUUID(), by: 'liaison' } as const;
    const held = await platform.opened([fact(CaseStarted, started)]);
    const left = {
      ...after,
      state: 'IN_PROGRESS',
      holder: agency,
      clocks,
      change: 'lead-left',
      member: held.id,
    } as const;
    await platform.follow(held, fact(CaseMembersChanged, { ...left, members: 2 }));
    await platform.kafka.publish(held.id, answerText, fact(CaseAnswered, { ...answered.data, lead: undefined }));
    await eventually(async () => {
      const rows = await platform.db.database.sql`SELECT FROM replies WHERE complaint_id = ${held.id}`;
      expect(rows).toHaveLength(1);
    });
    const own = await platform.own(held);
    expect(own).toMatchObject({ state: 'WITHDRAWN', actsPossible: [], replies: [], clocks: [] });
    expect(own).not.toHaveProperty('answerId');
    expect((own['timeline'] as { type: string }[]).map(({ type }) => type)).not.toContain('case.answered');
    expect(await platform.public(held)).toMatchObject({ state: 'WITHDRAWN' });
  });
});

describe('an answer that is still being checked', () => {
  it('is not shown, even when its words came before', async () => {
    const proposal = { ...after, state: 'PENDING_VALIDATION', holder: agency, answerId, outcome: 'refused' } as const;
    const held = await platform.opened([answerText, fact(CaseAnswerProposed, { ...proposal, by: 'liaison' })]);
    await eventually(async () => {
      const rows = await platform.db.database.sql`SELECT FROM replies WHERE complaint_id = ${held.id}`;
      expect(rows).toHaveLength(1);
    });
    const own = await platform.own(held);
    expect(own).toMatchObject({ state: 'PENDING_VALIDATION', replies: [] });
    expect(own).not.toHaveProperty('outcome');
    expect(JSON.stringify(own)).not.toContain('Sudah.');
    await platform.follow(held, fact(CaseAnswered, { ...answered.data, lead: undefined }));
    expect(await platform.own(held)).toMatchObject({ state: 'ANSWERED', replies: [{ words: 'Sudah.' }] });
  });
});
