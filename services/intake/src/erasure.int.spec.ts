import { randomUUID } from 'node:crypto';
import { fact, TextWritten } from '@tuntas/events';
import { readErasures } from '@tuntas/messaging';
import type { Post } from '@tuntas/permissions';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closed, type Held, IntakePlatform, routed } from '../fixtures/platform.js';
import { eraseAgain } from './store/erase-again.js';
import { KeyRing } from './secrets/key-ring.js';
import { KeyVault } from './secrets/key-vault.js';
import { DataKeys } from './store/data-keys.js';

const contact = { name: 'Kenari Nama', email: 'kenari.surel@contoh.id', phone: '+628123456789' };
const words = { title: 'kenari-judul', text: 'kenari-isi', place: { words: 'kenari-tempat' } };
const reply = 'kenari-balasan';
let platform: IntakePlatform;

beforeAll(async () => {
  platform = await IntakePlatform.begun();
});
afterAll(async () => platform.close());

const written = (textId: string) =>
  fact(TextWritten, { textId, audience: 'complainant', purpose: 'follow-up', agency: 'dinas-pu', words: reply });

/** Every row of intake that is about a complaint, with the journal, as a dump would show it. */
async function dumpOf({ id }: Held): Promise<string> {
  const tables = await platform.db.database.sql<{ name: string; key: string }>`
    SELECT c.table_schema || '.' || c.table_name AS name, c.column_name AS key FROM information_schema.columns c
    WHERE c.column_name IN ('complaint_id', 'key') AND c.table_schema IN ('public', 'messaging')`;
  const rows = await Promise.all(
    tables.map(({ name, key }) => platform.db.database.query(`SELECT * FROM ${name} WHERE ${key}::text = $1`, [id])),
  );
  return JSON.stringify(rows);
}
const keysOf = async ({ id }: Held): Promise<unknown[]> =>
  platform.keys.database.sql`SELECT use FROM data_keys WHERE complaint_id = ${id}`;
const erase = async (held: Held) => platform.act('erasures', held);
const factTypes = async (held: Held) => (await platform.facts(held)).map(({ type }) => type);

/** Told with a contact, at an agency, and answered in words. */
async function handled(body: object = { ...words, contact }): Promise<Held & { textId: string }> {
  const textId = randomUUID();
  const held = await platform.opened([routed, written(textId)], body);
  await eventually(async () => expect(await dumpOf(held)).toContain(textId));
  return { ...held, textId };
}

describe('a complainant who wants to be forgotten', () => {
  it('loses name and contact at once, and the words when the case is over', async () => {
    const held = await handled();
    expect(await erase(held)).toMatchObject({ status: 202 });
    expect(await keysOf(held)).toEqual([]);
    expect(await platform.contact(held)).toMatchObject({ status: 410 });
    const own = await platform.own(held);
    expect(own).toMatchObject({ ...words, identityErased: true, erasure: { because: 'asked', words: true } });
    expect(own).not.toHaveProperty('contact');
    expect(await dumpOf(held)).toContain('kenari-isi');

    await platform.follow(held, closed);
    await eventually(async () => expect(await dumpOf(held)).not.toContain('kenari'));
    const over = await platform.own(held);
    expect(over).toMatchObject({ state: 'CLOSED', replies: [{ textId: held.textId, gone: true }] });
    expect(over).not.toHaveProperty('text');
    expect((over['timeline'] as { line: string }[]).map(({ line }) => line).slice(-4)).toEqual([
      'You asked for your data to be erased.',
      'Your name and contact were erased.',
      'Closed, because you accepted the answer.',
      'The words of this report were erased.',
    ]);
    expect(await factTypes(held)).toEqual([
      'complaint.submitted',
      'complaint.erasure-asked',
      'complaint.identity-erased',
      'complaint.words-erased',
    ]);
  });

  it('loses all of it at once when the case is over already, and asks for it once', async () => {
    const held = await handled();
    await platform.follow(held, closed);
    expect(await Promise.all([erase(held), erase(held)])).toMatchObject([{ status: 202 }, { status: 202 }]);
    expect(await dumpOf(held)).not.toContain('kenari');
    expect(await factTypes(held)).toHaveLength(4);
  });

  it('who told a secret has it read by its handlers until the case is over; then no key is left', async () => {
    const held = await handled({ ...words, contact, secret: true });
    await erase(held);
    expect(await platform.words(held)).toEqual(words);
    expect(await platform.own(held)).not.toHaveProperty('submittedAt');
    expect(await keysOf(held)).toEqual([{ use: 'words' }]);
    await platform.follow(held, closed);
    await eventually(async () => expect(await keysOf(held)).toEqual([]));
    expect(await platform.words(held)).toEqual({});
  });

  it('is heard also while the database of keys is away, and forgotten when it is back', async () => {
    const held = await handled();
    await platform.keys.database.query('ALTER TABLE data_keys RENAME TO away');
    expect(await erase(held)).toMatchObject({ status: 202 });
    expect(await factTypes(held)).not.toContain('complaint.identity-erased');
    await platform.keys.database.query('ALTER TABLE away RENAME TO data_keys');
    await platform.sweepErasures();
    expect(await factTypes(held)).toContain('complaint.identity-erased');
    expect(await platform.own(held)).toMatchObject({ identityErased: true });
  });

  it('may keep the report and only want no letters, and change that later', async () => {
    const held = await handled();
    await platform.follow(held, closed);
    expect(await platform.act('consent-withdrawals', held)).toMatchObject({ status: 202 });
    expect(await platform.contact(held)).toMatchObject({ status: 410 });
    expect(await platform.own(held)).toMatchObject({ ...words, identityErased: true });
    await erase(held);
    expect(await dumpOf(held)).not.toContain('kenari');
  });

  it('is told by the same 404 that a receipt is nobody’s', async () => {
    const nobody = { id: '', reference: '', receipt: '0000-0000-0000-0000' };
    expect(await erase(nobody)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('and makes the complaint secret afterwards, gets no key of an identity any more', async () => {
    const held = await platform.opened([], { ...words, contact });
    await erase(held);
    expect(await platform.act('secrecy', held)).toMatchObject({ status: 202 });
    expect(await keysOf(held)).toEqual([{ use: 'words' }]);
    expect(await platform.own(held)).toMatchObject({ ...words, secret: true, identityErased: true });
  });
});

describe('a legal hold', () => {
  const auditor: Post[] = [{ role: 'auditor' }];
  const place = async (held: Held, posts = auditor, body: object = { reason: 'Perkara 12/2026' }) =>
    platform.asOfficer(posts, `/api/complaints/${held.id}/holds`, body);

  it('keeps the words, not the identity, until it is lifted; the complainant reads of it', async () => {
    const held = await handled();
    const { status, body } = await place(held);
    expect(status).toBe(201);
    await platform.follow(held, closed);
    await erase(held);
    expect(await platform.own(held)).toMatchObject({ ...words, identityErased: true, held: true });
    expect(((await platform.own(held))['timeline'] as { line: string }[]).map(({ line }) => line)).toContain(
      'The words must be kept for a legal reason.',
    );
    expect(await place(held)).toMatchObject({ status: 201, body: { held: true } });
    const lifting = `/api/complaints/${held.id}/holds/${String(body['holdId'])}/lifting`;
    expect(await platform.asOfficer(auditor, lifting, {})).toMatchObject({ status: 200 });
    await eventually(async () => expect(await dumpOf(held)).not.toContain('kenari'));
    expect((await factTypes(held)).slice(1)).toEqual([
      'complaint.held',
      'complaint.erasure-asked',
      'complaint.identity-erased',
      'complaint.released',
      'complaint.words-erased',
    ]);
  });

  it('ends by itself after its last day', async () => {
    const held = await handled();
    await place(held, auditor, { reason: 'Perkara 13/2026', until: '2020-01-01' });
    await platform.follow(held, closed);
    await erase(held);
    expect(await dumpOf(held)).not.toContain('kenari-isi');
  });

  it('is placed by nobody else, on nothing that is not there: all of them get the same 404', async () => {
    const held = await handled();
    const nobody = { ...held, id: randomUUID() };
    const answers = [
      await place(held, [{ role: 'national-desk' }]),
      await place(held, [{ role: 'coordinator', agency: 'dinas-pu' }]),
      await place(nobody),
      await place({ ...held, id: 'x' }),
      await platform.asOfficer(auditor, `/api/complaints/${held.id}/holds/${randomUUID()}/lifting`, {}),
    ];
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('what was erased', () => {
  const erased = async (): Promise<Held & { textId: string }> => {
    const held = await handled();
    await platform.follow(held, closed);
    await erase(held);
    return held;
  };

  it('goes out as gone when the relay sends it late', async () => {
    const held = await erased();
    await platform.db.database.sql`
      INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
      SELECT abs(hashtextextended(key, 0) % 16), id, recorded_at FROM messaging.journal
      WHERE key = ${held.id} AND type = 'complaint.told'`;
    await eventually(async () => {
      const sent = (await platform.kafka.read(`${platform.kafka.topicPrefix}tuntas.intake.texts.v1`)).filter(
        ({ key }) => key === held.id,
      );
      expect(sent).toHaveLength(2);
      expect(sent[1]?.value).toContain('"gone":true');
      expect(sent[1]?.value).not.toContain('kenari');
    });
  });

  it('does not come back with a reply that is delivered again', async () => {
    const held = await erased();
    const again = randomUUID();
    await platform.follow(held, written(held.textId), written(again));
    await eventually(async () => expect(await dumpOf(held)).toContain(again));
    const [row] = await platform.db.database.sql`SELECT words, gone FROM replies WHERE text_id = ${held.textId}`;
    expect(row).toEqual({ words: null, gone: true });
  });

  it('leaves neither what is parked of it nor what an operator set aside', async () => {
    const held = await handled();
    await platform.follow(held, closed);
    const body = Buffer.from('kenari-terparkir');
    await platform.db.database.sql`
      INSERT INTO messaging.parked (stream, key, sequence, partition, at_offset, why, reason, headers, body, parked_at)
      VALUES ('tuntas.follow-up.texts.v1', ${held.id}, 99, 0, 0, 'faulty', 'x', '{}', ${body}, now())`;
    await platform.db.database.sql`
      INSERT INTO messaging.set_aside (stream, key, sequence, reason, headers, body, set_aside_by, set_aside_at)
      VALUES ('tuntas.follow-up.texts.v1', ${held.id}, 98, 'x', '{}', ${body}, 'x', now())`;
    await erase(held);
    const { sql } = platform.db.database;
    expect(await sql`SELECT FROM messaging.parked WHERE key = ${held.id}`).toEqual([]);
    expect(await sql`SELECT body FROM messaging.set_aside WHERE key = ${held.id}`).toEqual([{ body: null }]);
  });

  it('stays erased when databases are restored from backups of before', async () => {
    const held = await handled();
    await platform.follow(held, closed);
    const backup = await platform.backUp();
    await erase(held);
    await platform.kafkaHas(held, 'complaint.words-erased');
    await platform.restore(backup);
    expect(await platform.own(held)).toMatchObject({ contact, ...words });

    const vault = new KeyVault(new KeyRing(new Map([[1, Buffer.alloc(32, 1)]])));
    const keys = await DataKeys.open({ url: platform.keys.url, vault });
    const { brokers, topicPrefix } = platform.kafka;
    const onTheLog = await readErasures({ service: 'intake', brokers, topicPrefix });
    const again = await eraseAgain(onTheLog, platform.db.database, keys);
    expect(again).toEqual(await eraseAgain(onTheLog, platform.db.database, keys));
    await keys.onApplicationShutdown();
    expect(await keysOf(held)).toEqual([]);
    expect(await dumpOf(held)).not.toContain('kenari');
    expect(await platform.own(held)).toMatchObject({ identityErased: true, replies: [{ gone: true }] });
  });
});
