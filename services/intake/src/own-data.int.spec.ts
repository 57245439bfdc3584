import { randomUUID } from 'node:crypto';
import { fact, TextWritten } from '@tuntas/events';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Held, IntakePlatform, routed } from '../fixtures/platform.js';

const contact = { name: 'Kenari Nama', email: 'kenari.surel@contoh.id' };
const corrected = { name: 'Kenari Baru', email: 'kenari.baru@contoh.id' };
let platform: IntakePlatform;

beforeAll(async () => {
  platform = await IntakePlatform.begun();
});
afterAll(async () => platform.close());

const dump = async (): Promise<string> =>
  JSON.stringify(
    await platform.db.database.sql`SELECT (SELECT json_agg(j) FROM messaging.journal j) AS journal,
    (SELECT json_agg(i) FROM identities i) AS identities, (SELECT json_agg(a) FROM data_acts a) AS acts`,
  );
const linesOf = async (held: Held): Promise<string[]> =>
  ((await platform.own(held))['timeline'] as { line: string }[]).map(({ line }) => line);

describe('everything held about me', () => {
  it('is one file: identity, words, acts, replies, what happened, and who read it', async () => {
    const held = await platform.opened([routed], { text: 'Jalan rusak', title: 'Jalan', contact });
    const textId = randomUUID();
    await platform.follow(
      held,
      fact(TextWritten, {
        textId,
        audience: 'complainant',
        purpose: 'follow-up',
        agency: 'dinas-pu',
        words: 'Kami cek',
      }),
    );
    await eventually(async () => expect((await platform.own(held))['replies']).toHaveLength(1));
    await platform.act('additions', held, { text: 'Foto menyusul' });
    await platform.contact(held);
    await platform.words(held);
    const { status, body, headers } = await platform.act('data', held);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe(`attachment; filename="${held.reference}.json"`);
    expect(body).toMatchObject({
      page: { reference: held.reference, text: 'Jalan rusak', contact, replies: [{ words: 'Kami cek' }] },
      asTold: { id: held.id, channel: 'api', language: 'en', reachable: true, restricted: false },
      saidLater: [{ purpose: 'addition', words: 'Foto menyusul' }],
      readings: [
        { reader: 'notification', what: 'identity' },
        { reader: 'follow-up', what: 'words' },
      ],
    });
    expect(JSON.stringify(body)).not.toContain(held.receipt);
  });

  it('is shown to nobody without the receipt, by the 404 of every wrong one', async () => {
    const nobody = { id: '', reference: '', receipt: '0000-0000-0000-0000' };
    for (const what of ['data', 'erasures', 'consent-withdrawals'])
      expect(await platform.act(what, nobody)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await platform.act('restrictions', nobody, { restricted: true })).toMatchObject({ status: 404 });
    expect(await platform.act('contact-corrections', nobody, { contact })).toMatchObject({ status: 404 });
  });
});

describe('a contact that is put right', () => {
  it('takes the place of the old one, is what notification hears, and stands in no fact', async () => {
    const held = await platform.opened([], { text: 'Jalan rusak', contact });
    expect(await platform.act('contact-corrections', held, { contact: corrected })).toMatchObject({ status: 200 });
    expect((await platform.contact(held)).body).toMatchObject(corrected);
    expect((await platform.own(held))['contact']).toEqual(corrected);
    expect(await linesOf(held)).toContain('You corrected your name or contact.');
    expect(await dump()).not.toMatch(/[Kk]enari/);
  });

  it('can be given where there was none, and keeps the exact time of a secret one', async () => {
    const [open, secret] = [await platform.told(), await platform.told({ secret: true, contact })];
    const { submittedAt } = await platform.own(secret);
    for (const held of [open, secret]) await platform.act('contact-corrections', held, { contact: corrected });
    expect((await platform.contact(open)).body).toMatchObject(corrected);
    expect(await platform.own(secret)).toMatchObject({ contact: corrected, submittedAt });
  });

  it('is refused when it is none, and after an erasure', async () => {
    const held = await platform.opened([], { text: 'Jalan rusak', contact });
    const wrong = { contact: { email: 'bukan surel' } };
    expect(await platform.act('contact-corrections', held, wrong)).toMatchObject({ status: 400 });
    await platform.act('consent-withdrawals', held);
    const late = await platform.act('contact-corrections', held, { contact: corrected });
    expect(late).toMatchObject({ status: 409, body: { code: 'already-erased' } });
    expect(await platform.contact(held)).toMatchObject({ status: 410 });
  });
});

describe('data that are restricted', () => {
  it('are given to nobody who would write, and the public sees the state alone, until that is lifted', async () => {
    const held = await platform.opened([routed], { text: 'Jalan rusak', contact });
    const before = await platform.public(held);
    await platform.act('restrictions', held, { restricted: true });
    await platform.act('restrictions', held, { restricted: true });
    const { body } = await platform.contact(held);
    expect(Object.keys(body).toSorted()).toEqual(['anonymous', 'language', 'secret']);
    expect(Object.keys(await platform.public(held)).toSorted()).toEqual(
      ['reference', 'sentence', 'state', 'stateLabel'].toSorted(),
    );
    expect(await platform.own(held)).toMatchObject({ restricted: true, contact });
    await platform.act('restrictions', held, { restricted: false });
    expect(await platform.public(held)).toEqual(before);
    expect((await platform.contact(held)).body).toMatchObject(contact);
    expect((await platform.facts(held)).map(({ type }) => type)).toEqual([
      'complaint.submitted',
      'complaint.restricted',
      'complaint.restricted',
    ]);
  });
});
