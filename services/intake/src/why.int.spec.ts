import { randomUUID } from 'node:crypto';
import {
  CaseMerged,
  CaseReturned,
  CaseRouted,
  CaseSealed,
  CaseTextAdded,
  CaseUnsealed,
  type DataOf,
  fact,
} from '@tuntas/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { after, agency, desk, type Held, IntakePlatform } from '../fixtures/platform.js';

let platform: IntakePlatform;
beforeAll(async () => {
  platform = await IntakePlatform.begun();
});
afterAll(async () => platform.close());

const textId = randomUUID();
const d4 = { clock: 'D4', instance: 1, dueAt: '2027-12-10T16:00:00Z', dueOn: '2027-12-10', workingDays: 14 } as const;
const clocks: DataOf<typeof CaseRouted>['clocks'] = [{ ...d4, calendarVersion: 2, limitsVersion: 3 }];
const routed = (version: number, by: 'rule' | 'desk' = 'rule') =>
  fact(CaseRouted, {
    ...after,
    version,
    clocks,
    state: 'ROUTED',
    holder: agency,
    agency: 'dinas-pu',
    supporting: [],
    class: 'ordinary',
    by,
    reasons: [
      by === 'rule'
        ? {
            kind: 'rule',
            rule: 'jalan-rusak',
            version: 7,
          }
        : {
            kind: 'chosen-by-officer',
            role: 'national-desk',
          },
    ],
  });
const returned = (times: number) =>
  fact(CaseReturned, {
    ...after,
    version: times * 2 + 1,
    round: times + 1,
    clocks,
    state: 'SUBMITTED',
    holder: desk,
    from: 'dinas-pu',
    suggested: 'dishub',
    times,
    toArbiter: times === 3,
    textId,
    by: 'coordinator',
  });
const note = fact(CaseTextAdded, {
  ...after,
  version: 9,
  clocks,
  state: 'SUBMITTED',
  holder: desk,
  textId: randomUUID(),
  audience: 'handlers',
  by: 'coordinator',
});

const byReference = async ({ reference }: Held) => platform.call(`/api/complaints/${reference}/why`);
const byReceipt = async ({ receipt }: Held) => platform.call('/api/receipt/why', { receipt });
const pingPong = [routed(2), returned(1), routed(4, 'desk'), returned(2), routed(6), returned(3), note];
const summary = [
  'This report was given back 3 times.',
  'The national desk decides as the arbiter, and that choice binds.',
  'The date for the complainant’s answer is unchanged: Friday 10 December 2027.',
];

describe('why, asked at the citizens’ door', () => {
  it('shows how often it came back, the arbiter, the unmoved date, the rule and the versions – to anybody', async () => {
    const held = await platform.opened(pingPong);
    const { status, body } = await byReference(held);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      reference: held.reference,
      state: 'SUBMITTED',
      summary,
      returns: {
        times: 3,
        arbiter: 'decides',
      },
      answerDate: {
        first: '2027-12-10',
        dueOn: '2027-12-10',
        changes: [],
      },
      happened: expect.arrayContaining([
        expect.objectContaining({
          type: 'case.routed',
          rule: 'T2',
          reasons: [
            {
              kind: 'rule',
              rule: 'jalan-rusak',
              version: 7,
            },
          ],
          sentences: expect.arrayContaining([
            'What was told matches the rule “jalan-rusak” (version 7).',
            'Worked out by time limits version 3 and calendar version 2.',
          ]) as unknown,
        }),
      ]) as unknown,
      next: [
        {
          does: 'miss',
          clock: 'D4',
        },
        {
          does: 'escalate',
          clock: 'D4',
        },
      ],
    });
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${textId}|case.text-added|"suggested"`));
  });

  it('tells the complainant that and the own acts, and no reasons of handlers', async () => {
    const held = await platform.opened(pingPong);
    await platform.act('additions', held, { text: 'Masih rusak.' });
    const { status, body } = await byReceipt(held);
    expect(status).toBe(200);
    expect(body).toMatchObject({ summary, sentence: expect.stringContaining('you can add details') as unknown });
    const types = (body['happened'] as { type?: string }[]).map(({ type }) => type);
    expect(types.slice(0, 3)).toEqual(['complaint.submitted', 'case.opened', 'case.routed']);
    expect(types).toContain('complaint.added');
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${textId}|"suggested"`));
  });

  it('answers before follow-up has heard of the complaint', async () => {
    const held = await platform.told();
    expect((await byReference(held)).body).toMatchObject({ state: 'SUBMITTED', holder: desk, clocks: [], next: [] });
    expect((await byReceipt(held)).body).toMatchObject({ happened: [{ type: 'complaint.submitted', rule: 'T1' }] });
  });

  it('says nothing but the state of a secret or supervisory complaint to the public, and all of it to its complainant', async () => {
    const secret = await platform.told({ secret: true });
    const sealed = fact(CaseSealed, {
      ...after,
      version: 3,
      state: 'SUBMITTED',
      holder: { body: 'inspectorate-desk' },
      because: 'supervisory',
      class: 'supervisory',
      secret: false,
      possiblySupervisory: true,
      by: 'national-desk',
    });
    const supervisory = await platform.opened([routed(2), sealed]);
    for (const held of [secret, supervisory]) {
      const { body } = await byReference(held);
      expect(Object.keys(body).toSorted()).toEqual(['reference', 'sentence', 'state', 'stateLabel']);
      expect((await byReceipt(held)).body).toHaveProperty('happened');
    }
    expect(JSON.stringify((await byReceipt(secret)).body)).not.toMatch(/\dT\d\d:/);
    const unsealed = fact(CaseUnsealed, {
      ...after,
      version: 4,
      state: 'SUBMITTED',
      holder: desk,
      class: 'ordinary',
      by: 'inspectorate',
    });
    await platform.follow(supervisory, unsealed);
    const cleared = (await byReference(supervisory)).body;
    expect(cleared).toMatchObject({ happened: [{ type: 'case.unsealed' }] });
  });

  it('names nobody else of a merged complaint', async () => {
    const lead = randomUUID();
    const merged = fact(CaseMerged, { ...after, state: 'MERGED', holder: agency, into: lead, by: 'national-desk' });
    const ofLead = routed(2);
    const held = await platform.opened([merged, fact(CaseRouted, { ...ofLead.data, lead })]);
    for (const { body } of [await byReference(held), await byReceipt(held)]) {
      expect(body).toMatchObject({ clocks: [{ clock: 'D4', shared: true }] });
      expect(JSON.stringify(body)).not.toContain(lead);
    }
  });

  it('answers a wrong receipt and an unknown number with the same 404', async () => {
    const wrong = await platform.call('/api/receipt/why', { receipt: '0000-0000-0000-0000' });
    const none = await platform.call('/api/complaints/KTM-0000-00000/why');
    for (const { status, body } of [wrong, none])
      expect({ status, code: body['code'] }).toEqual({ status: 404, code: 'not-found' });
  });
});
