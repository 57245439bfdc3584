import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AgencyDescribed, ComplaintRouted, ComplaintSubmitted, fact } from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import { configureLog } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY, routedByRule, submitted, UNIT } from '../fixtures/cases.js';
import { ask, type Answered, platform, type Platform } from '../fixtures/platform.js';

const coordinator: Post[] = [{ role: 'coordinator', agency: AGENCY }];
const stranger: Post[] = [{ role: 'coordinator', agency: 'dinas-sosial' }];
const desk: Post[] = [{ role: 'national-desk' }];
const inspectorate: Post[] = [{ role: 'inspectorate' }];
const today = new Date().toISOString().slice(0, 10);
let here: Platform;
let app: NestFastifyApplication;

beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  here = await platform();
  app = await here.start();
  const agency = { version: 1, code: AGENCY, name: 'Dinas PU', kind: 'office', active: true, zone: 'WITA' } as const;
  await here.kafka.publish(AGENCY, fact(AgencyDescribed, agency));
  await eventually(async () => expect(await here.db.database.sql`SELECT FROM agencies`).toHaveLength(1));
});
afterAll(async () => here.close());

async function caseAt(state: 'SUBMITTED' | 'ROUTED', changes = {}): Promise<string> {
  const id = randomUUID();
  await here.kafka.publish(id, fact(ComplaintSubmitted, submitted({ receivedOn: today, ...changes })));
  if (state === 'ROUTED') await here.kafka.publish(id, fact(ComplaintRouted, { ...routedByRule, by: 'desk' }));
  await eventually(async () => {
    const [row] = await here.db.database.sql<{ state: string }>`SELECT state FROM cases WHERE complaint_id = ${id}`;
    expect(row?.state).toBe(state);
  });
  return id;
}
const post = async (id: string, what: string, posts: Post[], body: object = {}): Promise<Answered> =>
  ask(app, posts, 'POST', `/api/cases/${id}/${what}`, body, { subject: 'siti', version: 1, secondFactor: true });
const identityAsked = (id: string) => here.intake.posted.filter(({ path }) => path.includes(id));

describe('who told a case', () => {
  it('is asked of intake for whoever handles it, by name and post', async () => {
    const id = await caseAt('ROUTED');
    const shown = await post(id, 'identity-readings', coordinator);
    expect(shown).toMatchObject({ status: 200, body: { name: 'Budi' } });
    expect(identityAsked(id)).toEqual([
      {
        path: `/api/internal/complaints/${id}/identity-readings`,
        body: { by: { subject: 'siti', role: 'coordinator', agency: AGENCY } },
      },
    ]);
  });

  it('is asked for nobody else: all of them get the 404 of no case', async () => {
    const id = await caseAt('ROUTED');
    const sealed = await caseAt('SUBMITTED', { possiblySupervisory: true });
    const answers = [
      await post(id, 'identity-readings', stranger),
      await post(id, 'identity-readings', [{ role: 'leader', agency: AGENCY }]),
      await post(id, 'identity-readings', [{ role: 'validator', agency: AGENCY, unit: UNIT }]),
      await post(sealed, 'identity-readings', desk),
      await post(id, 'identity-unsealings', coordinator, { text: 'Ingin tahu' }),
      await post(sealed, 'identity-unsealings', desk, { text: 'Ingin tahu' }),
      await post(id, 'identity-unsealings', inspectorate, { text: 'Ingin tahu' }),
      await post(randomUUID(), 'identity-readings', desk),
      await post(id, `identity-unsealings/${randomUUID()}/reading`, coordinator),
      await post(id, 'identity-unsealings/x%2F..%2Fwords/reading', desk),
    ];
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect([...identityAsked(id), ...identityAsked(sealed)]).toEqual([]);
  });

  it('is opened to nobody who signed in with a password alone', async () => {
    const id = await caseAt('SUBMITTED', { anonymous: true });
    const answer = await ask(app, desk, 'POST', `/api/cases/${id}/identity-unsealings`, { text: 'Terancam' });
    expect([answer.status, answer.body['code'], identityAsked(id)]).toEqual([403, 'second-factor-required', []]);
  });

  it('is opened step by step by posts that see the case, and intake’s refusal is told as it is', async () => {
    const id = await caseAt('SUBMITTED', { possiblySupervisory: true, anonymous: true });
    expect(await post(id, 'identity-unsealings', inspectorate, { text: 'Terancam' })).toMatchObject({ status: 201 });
    const unsealing = `identity-unsealings/${randomUUID()}`;
    expect(await post(id, `${unsealing}/reading`, inspectorate)).toMatchObject({ status: 200, body: { name: 'Budi' } });
    expect(identityAsked(id).map(({ body }) => body)).toEqual([
      { by: { subject: 'siti', role: 'inspectorate' }, reason: 'Terancam' },
      { by: { subject: 'siti', role: 'inspectorate' } },
    ]);
    here.intake.refusal = { status: 409, code: 'another-person-needed' };
    expect(await post(id, `${unsealing}/agreement`, inspectorate)).toMatchObject({
      status: 409,
      body: { code: 'another-person-needed', detail: expect.stringContaining('another post') },
    });
    here.intake.refusal = undefined;
  });
});
