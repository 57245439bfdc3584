import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AgencyDescribed,
  ComplaintAccepted,
  ComplaintDisputed,
  ComplaintRouted,
  ComplaintSubmitted,
  ComplaintWithdrawn,
  fact,
} from '@tuntas/events';
import { configureLog } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY, routedByRule, submitted, UNIT } from '../fixtures/cases.js';
import { ask, platform, type Platform } from '../fixtures/platform.js';

const MEMBERS = 30;

/** Two processes on one database: letters are read once, whoever reads them. */
let here: Platform;
let app: NestFastifyApplication;

beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  here = await platform();
  // Names are read every few seconds: they are there before anybody asks.
  await here.db.database
    .sql`INSERT INTO agencies (code, version, name, active, zone) VALUES (${AGENCY}, 1, 'Dinas PU', true, 'WITA')`;
  await here.db.database.sql`
    INSERT INTO units (code, version, agency, name, active, has_liaison) VALUES (${UNIT}, 1, ${AGENCY}, 'Bina Marga', true, true)`;
  app = await here.start();
  await here.start();
});
afterAll(async () => here.close());

const coordinator = [{ role: 'coordinator', agency: AGENCY } as const];
const inspectorate = [{ role: 'inspectorate' } as const];
interface CaseNow {
  readonly state: string;
  readonly holder_agency: string | null;
  readonly members: number;
}
const now = async (id: string): Promise<CaseNow | undefined> => {
  const [row] = await here.db.database.sql<CaseNow>`
    SELECT state, holder_agency, jsonb_array_length(members) AS members FROM cases WHERE complaint_id = ${id}`;
  return row;
};
const reaches = async (id: string, state: string): Promise<void> =>
  eventually(async () => expect((await now(id))?.state).toBe(state));
const facts = async (id: string) =>
  here.db.database.sql<{ type: string; data: Record<string, unknown> }>`
    SELECT type, data FROM messaging.journal WHERE key = ${id} AND stream = 'tuntas.follow-up.v1' ORDER BY id`;
const clocksOf = async (id: string) =>
  here.db.database.sql`
    SELECT clock, instance, due_at, ahead, next_look_at, ended_at FROM deadlines WHERE complaint_id = ${id} ORDER BY clock`;
const noLetters = async (): Promise<void> =>
  eventually(async () => expect(await here.db.database.sql`SELECT FROM case_letters`).toEqual([]));

async function routed(changes: Parameters<typeof submitted>[0] = {}): Promise<string> {
  const id = randomUUID();
  const receivedOn = new Date().toISOString().slice(0, 10);
  await here.kafka.publish(id, fact(ComplaintSubmitted, submitted({ receivedOn, ...changes })));
  const by = changes.secret ? { by: 'desk' as const } : {};
  await here.kafka.publish(id, fact(ComplaintRouted, { ...routedByRule, ...by }));
  await reaches(id, 'ROUTED');
  return id;
}

const act = async (id: string, what: string, body: object = {}, posts: readonly object[] = coordinator) =>
  ask(app, posts as typeof coordinator, 'POST', `/api/cases/${id}/${what}`, body);

async function answered(lead: string): Promise<string> {
  await act(lead, 'assignments', { unit: UNIT });
  await act(lead, 'follow-ups', { text: 'Kami periksa.' });
  return String((await act(lead, 'answers', { text: 'Selesai.', outcome: 'resolved' })).body['textId']);
}

describe(`${MEMBERS} complaints that tell the same`, () => {
  let lead: string;
  let members: string[];
  let before: Awaited<ReturnType<typeof clocksOf>>[];

  beforeAll(async () => {
    lead = await routed();
    members = await Promise.all(Array.from({ length: MEMBERS }, async (_, index) => routed({ secret: index === 0 })));
    before = await Promise.all(members.map(clocksOf));
    for (const id of members) expect((await act(id, 'mergers', { into: lead })).status).toBe(201);
  });

  it('are held together: every member sleeps, the lead knows them all', async () => {
    expect(await now(lead)).toMatchObject({ state: 'ROUTED', members: MEMBERS });
    for (const id of members) expect(await now(id)).toMatchObject({ state: 'MERGED', holder_agency: AGENCY });
    const awake = await here.db.database.sql`
      SELECT FROM deadlines WHERE complaint_id = ANY (${members}::uuid[]) AND next_look_at IS NOT NULL`;
    expect(awake).toEqual([]);
  });

  it('show to officers which they are, and never the secret one', async () => {
    const { body } = await ask(app, coordinator, 'GET', `/api/cases/${lead}`);
    const shown = (body['members'] as { complaintId: string }[]).map(({ complaintId }) => complaintId);
    expect(shown.toSorted()).toEqual(members.slice(1).toSorted());
    expect(JSON.stringify(body)).not.toContain(members[0]);
  });

  it('hear of everything that happens to the lead, once each, counted for nobody', async () => {
    const answerId = await answered(lead);
    await noLetters();
    for (const id of members) {
      const repeated = (await facts(id)).filter(({ data }) => data['lead'] === lead);
      expect(repeated.map(({ type }) => type)).toEqual(['case.assigned', 'case.started', 'case.answered']);
      expect(repeated.at(-1)?.data).toMatchObject({ answerId, state: 'ANSWERED' });
      expect((await now(id))?.state).toBe('MERGED');
    }
  });

  it('act on the lead: one disputes, and all hear that it was reopened', async () => {
    const answerId = String((await facts(lead)).findLast(({ type }) => type === 'case.answered')?.data['answerId']);
    await here.kafka.publish(members[3]!, fact(ComplaintDisputed, { answerId }));
    await reaches(lead, 'IN_PROGRESS');
    await noLetters();
    for (const id of members) expect((await facts(id)).at(-1)?.type).toBe('case.reopened');
  });

  it('leave one by one: whoever withdraws is out, and the case goes on also without its first complainant', async () => {
    await here.kafka.publish(members[4]!, fact(ComplaintWithdrawn, { actId: randomUUID() }));
    await reaches(members[4]!, 'WITHDRAWN');
    await eventually(async () => expect(await now(lead)).toMatchObject({ members: MEMBERS - 1 }));
    await here.kafka.publish(lead, fact(ComplaintWithdrawn, { actId: randomUUID() }));
    await eventually(async () => expect((await facts(lead)).at(-1)?.data).toMatchObject({ change: 'lead-left' }));
    expect((await now(lead))?.state).toBe('IN_PROGRESS');
  });

  it('are as they were when the merger is undone: state, holder, and every clock with its times', async () => {
    for (const id of [members[1]!, members[2]!]) {
      const { status, body } = await act(id, 'separations', { from: lead });
      expect([status, body['state']]).toEqual([201, 'ROUTED']);
      expect(await clocksOf(id)).toEqual(before[members.indexOf(id)]);
    }
    await eventually(async () => expect(await now(lead)).toMatchObject({ members: MEMBERS - 3 }));
  });

  it('are closed when all who are left have accepted', async () => {
    const again = await act(lead, 'answers', { text: 'Sudah diperbaiki lagi.', outcome: 'resolved' });
    const answerId = String(again.body['textId']);
    const left = members.filter((_, index) => ![1, 2, 4].includes(index));
    for (const id of left.slice(1)) await here.kafka.publish(id, fact(ComplaintAccepted, { answerId }));
    await noLetters();
    expect((await now(lead))?.state).toBe('ANSWERED');
    await here.kafka.publish(left[0]!, fact(ComplaintAccepted, { answerId, rating: 5 }));
    await reaches(lead, 'CLOSED');
    await noLetters();
    for (const id of left) expect((await facts(id)).at(-1)?.type).toBe('case.closed');
  });
});

describe('a merger', () => {
  it('of two into each other at once leaves one of them merged and no ring', async () => {
    const [one, other] = [await routed(), await routed()];
    const both = await Promise.all([act(one, 'mergers', { into: other }), act(other, 'mergers', { into: one })]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 409]));
    const states = [(await now(one))?.state, (await now(other))?.state];
    expect(new Set(states)).toEqual(new Set(['MERGED', 'ROUTED']));
  });

  it('with itself, into a closed case, or into one that is not there is refused and leaves no fact', async () => {
    const [id, closed] = [await routed(), await routed()];
    const answerId = await answered(closed);
    await here.kafka.publish(closed, fact(ComplaintAccepted, { answerId }));
    await reaches(closed, 'CLOSED');
    const before = await facts(id);
    const codes = await Promise.all([id, closed, randomUUID()].map(async (into) => act(id, 'mergers', { into })));
    expect(codes.map(({ status, body }) => `${status} ${String(body['code'])}`)).toEqual([
      '409 merge-with-itself',
      '409 merge-target-closed',
      '404 not-found',
    ]);
    expect(await facts(id)).toEqual(before);
  });
});

describe('a reform (T23)', () => {
  it('moves open cases to the successor, round and clocks unchanged', async () => {
    const id = await routed();
    const clocks = await clocksOf(id);
    const agency = { version: 2, code: AGENCY, name: 'Dinas PU', kind: 'office', active: false, zone: 'WITA' } as const;
    await here.kafka.publish(AGENCY, fact(AgencyDescribed, { ...agency, successor: 'dinas-baru' }));
    await eventually(async () => expect((await now(id))?.holder_agency).toBe('dinas-baru'), 30_000);
    expect(await clocksOf(id)).toEqual(clocks);
    expect((await facts(id)).at(-1)).toMatchObject({
      type: 'case.moved',
      data: { from: { agency: AGENCY }, holder: { agency: 'dinas-baru' }, round: 1 },
    });
    expect((await ask(app, inspectorate, 'GET', `/api/cases/${id}`)).status).toBe(404);
  });
});
