import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AgencyDescribed,
  ComplaintRouted,
  ComplaintSubmitted,
  ComplaintTold,
  ComplaintWordsErased,
  fact,
  UnitDescribed,
} from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import { configureLog } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY, routedByRule, submitted, UNIT } from '../fixtures/cases.js';
import { ask, askAsIntake, platform, type Platform } from '../fixtures/platform.js';
import { followUpCommands } from './operator-commands.js';

const coordinator: Post[] = [{ role: 'coordinator', agency: AGENCY }];
const liaison: Post[] = [{ role: 'liaison', agency: AGENCY, unit: UNIT }];
const today = new Date().toISOString().slice(0, 10);
let here: Platform;
let app: NestFastifyApplication;

beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  here = await platform();
  app = await here.start();
  const agency = { version: 1, code: AGENCY, name: 'Dinas PU', kind: 'office', active: true, zone: 'WITA' } as const;
  const unit = { version: 1, code: UNIT, agency: AGENCY, name: 'Bina Marga', active: true, hasLiaison: true };
  await here.kafka.publish(AGENCY, fact(AgencyDescribed, agency));
  await here.kafka.publish(UNIT, fact(UnitDescribed, unit));
  await eventually(async () => expect(await here.db.database.sql`SELECT FROM units`).toHaveLength(1));
});
afterAll(async () => here.close());

const told = () =>
  fact(ComplaintTold, { ...submitted({ receivedOn: today }), textId: randomUUID(), title: 'kenari', text: 'kenari' });
const erased = fact(ComplaintWordsErased, { because: 'asked' });

/** Told, at a unit, and written about by two officers. */
async function worked(): Promise<string> {
  const id = randomUUID();
  await here.kafka.publish(id, fact(ComplaintSubmitted, submitted({ receivedOn: today })), told());
  await here.kafka.publish(id, fact(ComplaintRouted, { ...routedByRule, by: 'desk' }));
  await eventually(async () => expect((await shown(id, coordinator))['state']).toBe('ROUTED'));
  await ask(app, coordinator, 'POST', `/api/cases/${id}/assignments`, { unit: UNIT });
  await ask(app, liaison, 'POST', `/api/cases/${id}/follow-ups`, { text: 'kenari-balasan' });
  await eventually(async () => expect(await dumpOf(id)).toContain('"title":"kenari"'));
  return id;
}
const shown = async (id: string, posts: Post[]) => (await ask(app, posts, 'GET', `/api/cases/${id}`)).body;

/** Every row of every table that is about a complaint, with journal and outbox. */
async function dumpOf(id: string): Promise<string> {
  const tables = await here.db.database.sql<{ name: string; key: string }>`
    SELECT table_schema || '.' || table_name AS name, column_name AS key FROM information_schema.columns
    WHERE column_name IN ('complaint_id', 'key', 'to_id') AND table_schema IN ('public', 'messaging')`;
  const rows = await Promise.all(
    tables.map(({ name, key }) => here.db.database.query(`SELECT * FROM ${name} WHERE ${key}::text = $1`, [id])),
  );
  return JSON.stringify(rows);
}

describe('the words of a complaint that were erased', () => {
  it('leave every table, and the page says that they are gone', async () => {
    const id = await worked();
    const before = await shown(id, liaison);
    await here.kafka.publish(id, erased);
    await eventually(async () => expect(await dumpOf(id)).not.toContain('kenari'));
    const after = await shown(id, liaison);
    expect(after).toMatchObject({ told: { gone: true }, replies: [{ purpose: 'follow-up', gone: true }] });
    expect({ ...after, told: 0, replies: 0 }).toEqual({ ...before, told: 0, replies: 0 });
    expect((await askAsIntake(app, `/api/internal/complaints/${id}/texts`)).body).toMatchObject({
      texts: [{ purpose: 'follow-up' }],
    });
  });

  it('do not come back with a copy that is delivered late, nor go out with the relay', async () => {
    const id = await worked();
    await here.kafka.publish(id, erased);
    await eventually(async () => expect(await dumpOf(id)).not.toContain('kenari'));
    await here.db.database.sql`
      INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
      SELECT abs(hashtextextended(key, 0) % 16), id, recorded_at FROM messaging.journal
      WHERE key = ${id} AND type = 'text.written'`;
    await here.kafka.publish(id, told(), erased);
    await eventually(async () => {
      const sent = await here.kafka.read(`${here.kafka.topicPrefix}tuntas.follow-up.texts.v1`);
      expect(sent.filter(({ key }) => key === id).at(-1)?.value).toContain('"gone":true');
    });
    expect(await dumpOf(id)).not.toContain('kenari');
  });

  it('stay erased when the database is restored from a backup of before', async () => {
    const id = await worked();
    await here.kafka.publish(id, erased);
    await eventually(async () => expect(await dumpOf(id)).not.toContain('kenari'));
    await here.db.database.sql`
      UPDATE told SET title = 'kenari', words = 'kenari', gone = false WHERE complaint_id = ${id}`;
    await here.db.database.sql`
      UPDATE texts SET words = 'kenari', erased_at = NULL WHERE complaint_id = ${id}`;
    const { url } = here.db;
    const { brokers, topicPrefix } = here.kafka;
    const commands = followUpCommands({ DATABASE_URL: url, KAFKA_BROKERS: [...brokers], TOPIC_PREFIX: topicPrefix });
    await commands['erase-again']?.([]);
    expect(await dumpOf(id)).not.toContain('kenari');
  });
});
