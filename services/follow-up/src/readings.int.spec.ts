import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AgencyDescribed, ComplaintRouted, ComplaintSubmitted, type DataOf, fact } from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import { configureLog } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY, routedByRule, submitted } from '../fixtures/cases.js';
import { ask, platform, type Platform } from '../fixtures/platform.js';

const inspectorate: Post[] = [{ role: 'inspectorate' }];
const coordinator: Post[] = [{ role: 'coordinator', agency: AGENCY }];
const auditor: Post[] = [{ role: 'auditor' }];
const stranger: Post[] = [{ role: 'coordinator', agency: 'dinas-sosial' }];

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

type Submitted = DataOf<typeof ComplaintSubmitted>;

async function opened(changes: Partial<Submitted>, state = 'SUBMITTED'): Promise<string> {
  const id = randomUUID();
  const receivedOn = new Date().toISOString().slice(0, 10);
  await here.kafka.publish(id, fact(ComplaintSubmitted, submitted({ receivedOn, ...changes })));
  if (state === 'ROUTED') await here.kafka.publish(id, fact(ComplaintRouted, { ...routedByRule, by: 'desk' }));
  await eventually(async () =>
    expect(await here.db.database.sql`SELECT state FROM cases WHERE complaint_id = ${id}`).toEqual([{ state }]),
  );
  return id;
}

const look = async (id: string, posts: Post[], subject: string, what = '') =>
  ask(app, posts, 'GET', `/api/cases/${id}${what}`, undefined, { subject });
const readings = async (id: string, posts: Post[], subject = 'who asks') => {
  const { status, body } = await look(id, posts, subject, '/readings');
  const all = body['readings'] as readonly Record<string, unknown>[] | undefined;
  return { status, all: all?.map(({ at, ...reading }) => (Date.parse(String(at)) > 0 ? reading : at)) };
};

describe('who has looked at a complaint', () => {
  it('is told of a secret one to those who may read it, with the reasons that were read, newest first', async () => {
    const id = await opened({ secret: true });
    expect((await look(id, inspectorate, 'wati')).body['told']).toEqual({ text: 'rahasia sekali' });
    expect((await look(id, inspectorate, 'joko', '/why')).status).toBe(200);
    expect(await readings(id, inspectorate)).toEqual({
      status: 200,
      all: [
        { what: 'reasons', role: 'inspectorate', subject: 'joko' },
        { what: 'words', role: 'inspectorate', subject: 'wati' },
      ],
    });
    const nobody = await readings(randomUUID(), stranger);
    expect(await readings(id, stranger)).toEqual(nobody);
    expect(nobody.status).toBe(404);
  });

  it('names the persons of one’s own agency alone, and the posts of all others', async () => {
    const id = await opened({ possiblySupervisory: true }, 'ROUTED');
    expect((await look(id, coordinator, 'budi')).status).toBe(200);
    expect((await look(id, inspectorate, 'wati')).status).toBe(200);
    expect((await look(id, stranger, 'eko')).status).toBe(404);
    const [byWati, byBudi] = [
      { what: 'words', role: 'inspectorate' },
      { what: 'words', role: 'coordinator', agency: AGENCY },
    ];
    expect((await readings(id, coordinator)).all).toEqual([byWati, { ...byBudi, subject: 'budi' }]);
    expect((await readings(id, inspectorate)).all).toEqual([{ ...byWati, subject: 'wati' }, byBudi]);
  });

  it('holds of an ordinary one only the auditors, who are told everybody', async () => {
    const id = await opened({}, 'ROUTED');
    expect((await look(id, coordinator, 'budi')).status).toBe(200);
    expect((await look(id, auditor, 'nina')).status).toBe(200);
    expect((await readings(id, auditor)).all).toEqual([{ what: 'words', role: 'auditor', subject: 'nina' }]);
  });

  it('stands in the audit chain', async () => {
    const id = await opened({ secret: true });
    await look(id, inspectorate, 'wati');
    await eventually(async () => {
      const chained = await here.db.database.sql`
        SELECT j.type FROM messaging.journal j JOIN messaging.audit_chain c ON j.id = ANY (c.ids)
        WHERE key = ${id} AND stream = 'audit'`;
      expect(chained).toEqual([{ type: 'words.read' }]);
    });
    expect(
      await here.db.database.sql`
      SELECT FROM messaging.outbox o JOIN messaging.journal j ON j.id = o.journal_id WHERE stream = 'audit'`,
    ).toEqual([]);
  });

  it('is not read when the reading cannot be recorded', async () => {
    const id = await opened({ secret: true });
    const { query } = here.db.database;
    const run = query.bind(here.db.database);
    await run(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''full''; END'`);
    await run(`CREATE TRIGGER refuse BEFORE INSERT ON messaging.journal FOR EACH ROW
      WHEN (NEW.stream = 'audit') EXECUTE FUNCTION refuse()`);
    const { status, body } = await look(id, inspectorate, 'wati');
    await run('DROP TRIGGER refuse ON messaging.journal');
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('rahasia');
  });
});
