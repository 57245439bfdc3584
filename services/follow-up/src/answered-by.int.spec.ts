import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AgencyDescribed, CaseRouted, ComplaintRouted, ComplaintSubmitted, fact, UnitDescribed } from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import { configureLog } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AGENCY, routedByRule, submitted, UNIT } from '../fixtures/cases.js';
import { ask, platform, type Platform } from '../fixtures/platform.js';

const PARENT = 'kabupaten-induk';
const NEIGHBOUR = 'dinas-tetangga';
const coordinatorOf = (agency: string): readonly Post[] => [{ role: 'coordinator', agency }];

let here: Platform;
let app: NestFastifyApplication;
beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  here = await platform();
  app = await here.start();
  await describe(PARENT, { version: 1, active: true });
  await describe(AGENCY, { version: 1, active: true });
  const unit = { version: 1, code: UNIT, agency: AGENCY, name: 'Bina Marga', active: true, hasLiaison: true };
  await here.kafka.publish(UNIT, fact(UnitDescribed, unit));
});
afterAll(async () => here.close());

async function describe(code: string, more: { version: number; active: boolean; answeredBy?: string }): Promise<void> {
  await here.kafka.publish(code, fact(AgencyDescribed, { code, name: code, kind: 'office', zone: 'WITA', ...more }));
  await eventually(async () => {
    const [row] = await here.db.database.sql`SELECT version FROM agencies WHERE code = ${code}`;
    expect(row).toEqual({ version: more.version });
  });
}

async function routed(): Promise<string> {
  const id = randomUUID();
  const receivedOn = new Date().toISOString().slice(0, 10);
  await here.kafka.publish(
    id,
    fact(ComplaintSubmitted, submitted({ receivedOn })),
    fact(ComplaintRouted, routedByRule),
  );
  await eventually(async () => {
    const rows = await here.db.database.sql`
      SELECT FROM messaging.journal WHERE key = ${id} AND type = ${CaseRouted.type}`;
    expect(rows).toHaveLength(1);
  });
  return id;
}

const statusOf = async (posts: readonly Post[], id: string): Promise<number> =>
  (await ask(app, posts, 'GET', `/api/cases/${id}`)).status;

async function waitingFor(posts: readonly Post[]): Promise<string[]> {
  const { body } = await ask(app, posts, 'GET', '/api/queues/to-verify');
  return (body['items'] as { complaintId: string }[]).map(({ complaintId }) => complaintId);
}

it('lets the coordinator above act for an agency without one, and nobody else, until there is one again', async () => {
  const id = await routed();
  expect([await statusOf(coordinatorOf(PARENT), id), await waitingFor(coordinatorOf(PARENT))]).toEqual([404, []]);

  await describe(AGENCY, { version: 2, active: false, answeredBy: PARENT });
  await eventually(async () => expect(await statusOf(coordinatorOf(PARENT), id)).toBe(200), 15_000);
  expect(await waitingFor(coordinatorOf(PARENT))).toEqual([id]);
  expect([await statusOf(coordinatorOf(NEIGHBOUR), id), await waitingFor(coordinatorOf(NEIGHBOUR))]).toEqual([404, []]);
  expect(await statusOf([{ role: 'liaison', agency: PARENT }], id)).toBe(404);

  const assigned = await ask(app, coordinatorOf(PARENT), 'POST', `/api/cases/${id}/assignments`, { unit: UNIT });
  expect(assigned).toMatchObject({ status: 201, body: { state: 'ASSIGNED', holder: { agency: AGENCY, unit: UNIT } } });
  const acts = await here.db.database.sql`SELECT by_role, agency FROM officer_acts WHERE complaint_id = ${id}`;
  expect(acts).toEqual([{ by_role: 'coordinator', agency: PARENT }]);

  await describe(AGENCY, { version: 3, active: true });
  await eventually(async () => expect(await statusOf(coordinatorOf(PARENT), id)).toBe(404), 15_000);
  expect(await statusOf(coordinatorOf(AGENCY), id)).toBe(200);
});
