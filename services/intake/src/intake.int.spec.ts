import { randomBytes, randomUUID } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AgencyDescribed,
  AreaDescribed,
  CaseAnswered,
  CaseOpened,
  CaseRouted,
  CategoryDescribed,
  type DataOf,
  DeadlineMissed,
  fact,
  TextWritten,
} from '@tuntas/events';
import { Messaging } from '@tuntas/messaging';
import {
  closeService,
  configureLog,
  createApp,
  mintServiceToken,
  openService,
  type PrivateTokenKey,
  registry,
} from '@tuntas/runtime';
import { eventually, testDatabase, signingKey, type TestDatabase, testKafka, type TestKafka } from '@tuntas/testing';
import { problemSentence } from '@tuntas/wording';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { intake } from './intake.module.js';
import { keyMigrations, migrations } from './migrations/index.js';
import { WatchOpening } from './schedules/watch-opening.js';
import { Directory } from './store/directory.js';

interface Acknowledged {
  reference: string;
  receipt: string;
  submittedAt?: string;
  submittedOn: string;
  sentence: string;
}

/** Said in every complaint of this file and allowed nowhere but where words belong. */
const canary = {
  text: 'kenari-teks-9f2',
  name: 'Kenari Nama Budi',
  email: 'kenari.surel@contoh.id',
  reason: 'kenari-alasan-77',
};

const keys = Object.fromEntries(
  (['notification', 'follow-up', 'statistics', 'intake'] as const).map((kid) => [kid, signingKey(kid)]),
) as Record<'notification' | 'follow-up' | 'statistics' | 'intake', PrivateTokenKey>;

let db: TestDatabase;
let keysDb: TestDatabase;
let kafka: TestKafka;
let app: NestFastifyApplication;
let line: Line;
let followUp: FakeFollowUp;
const logLines: string[] = [];

beforeAll(async () => {
  configureLog({ service: 'intake', level: 'debug', destination: { write: (line) => void logLines.push(line) } });
  [db, keysDb, kafka] = await Promise.all([testDatabase(migrations), testDatabase(keyMigrations), testKafka()]);
  followUp = await fakeFollowUp();
  line = await lineTo(db.url);
  app = await start(line.url);
  await describeOrganisation();
});

afterAll(async () => {
  await closeService(app);
  await Promise.all([line.cut(), followUp.close()]);
  await Promise.all([db.close(), keysDb.close(), kafka.close()]);
});

async function start(url: string): Promise<NestFastifyApplication> {
  const module = intake({
    DATABASE_URL: url,
    KEYS_DATABASE_URL: keysDb.url,
    KAFKA_BROKERS: [...kafka.brokers],
    TOPIC_PREFIX: kafka.topicPrefix,
    TOPIC_PARTITIONS: 2,
    KEY_ENCRYPTION_KEY_FILE: new Map([[1, Buffer.alloc(32, 1)]]),
    RECEIPT_PEPPER_FILE: Buffer.alloc(32, 2),
    REFERENCE_PREFIX: 'KTM',
    NATIONAL_DESK_ZONE: 'WITA',
    SERVICE_KEY_FILE: keys.intake,
    AUDIT_KEY_FILE: signingKey('intake-audit'),
    FOLLOW_UP_URL: followUp.url,
  });
  const tokenKeys = Object.values(keys).map(({ kid, kty, crv, x }) => ({ kid, kty, crv, x }));
  const made = await createApp({ name: 'intake', module, tokenKeys, sentenceOf: problemSentence });
  await openService(made, {
    config: { HOST: '127.0.0.1', PORT: 0 },
    strategies: (one) => [one.get(Messaging).transport],
  });
  return made;
}

async function describeOrganisation(): Promise<void> {
  const zone = 'WITA';
  await kafka.publish(
    'dinas-pu',
    fact(AgencyDescribed, {
      version: 1,
      code: 'dinas-pu',
      name: 'Dinas Pekerjaan Umum',
      kind: 'office',
      active: true,
      zone,
    }),
  );
  await kafka.publish(
    'infrastruktur',
    fact(CategoryDescribed, { version: 1, code: 'infrastruktur', name: 'Infrastruktur' }),
  );
  await kafka.publish(
    '64.08.04',
    fact(AreaDescribed, { version: 1, code: '64.08.04', name: 'Sangatta Utara', kind: 'district', zone }),
  );
  await eventually(async () => {
    await app.get(Directory).look();
    for (const [type, code] of [
      ['agency', 'dinas-pu'],
      ['category', 'infrastruktur'],
      ['area', '64.08.04'],
    ] as const) {
      expect(app.get(Directory).has(type, code)).toBe(true);
    }
  });
}

const call = async (method: 'GET' | 'POST', url: string, payload?: unknown, headers: Record<string, string> = {}) => {
  const answer = await app.inject({
    method,
    url,
    headers: {
      'accept-language': 'en',
      ...headers,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, unknown>>() };
};
const newKey = () => randomBytes(16).toString('base64url');
const submit = async (body: object, key = newKey()) =>
  call('POST', '/api/complaints', body, { 'idempotency-key': key });
const told = async (body: object = {}): Promise<Acknowledged> => {
  const answer = await submit({ text: `Jalan rusak ${canary.text}`, ...body });
  expect(answer.status).toBe(201);
  return answer.body as unknown as Acknowledged;
};
const status = async (receipt: string) => call('POST', '/api/receipt/status', { receipt });
const idOf = async (reference: string): Promise<string> => {
  const [row] = await db.database.sql<{ id: string }>`SELECT id FROM complaints WHERE reference = ${reference}`;
  return row!.id;
};
const counted = async (): Promise<number> => {
  const [row] = await db.database.sql<{ n: number }>`SELECT count(*) AS n FROM complaints`;
  return row!.n;
};

const after = { round: 1, version: 1, clocks: [] };
const agency = { body: 'agency', agency: 'dinas-pu' } as const;
const opened = (reference: string, more: Partial<DataOf<typeof CaseOpened>> = {}) =>
  fact(CaseOpened, {
    ...after,
    state: 'SUBMITTED',
    holder: { body: 'national-desk' },
    reference,
    kind: 'complaint',
    class: 'unknown',
    anonymous: false,
    secret: false,
    urgent: false,
    possiblySupervisory: false,
    receivedOn: '2026-11-23',
    ...more,
  });
const answered = (answerId: string) =>
  fact(CaseAnswered, { ...after, state: 'ANSWERED', holder: agency, answerId, outcome: 'resolved', by: 'liaison' });

/** A complaint that follow-up has answered, as far as intake knows. */
async function answeredComplaint(body: object = {}): Promise<Acknowledged & { id: string; answerId: string }> {
  const acknowledged = await told(body);
  const id = await idOf(acknowledged.reference);
  const answerId = randomUUID();
  const secret = 'secret' in body;
  await kafka.publish(id, opened(acknowledged.reference, { secret }), answered(answerId));
  await eventually(async () => expect((await status(acknowledged.receipt)).body['answerId']).toBe(answerId));
  return { ...acknowledged, id, answerId };
}

describe('telling a complaint', () => {
  it('gives reference, receipt and the honest sentence, and stores one row', async () => {
    const before = await counted();
    const answer = await told({ contact: { name: canary.name, email: canary.email } });
    expect(answer.reference).toMatch(/^KTM-[0-9A-Z]{4}-[0-9A-Z]{5}$/);
    expect(answer.receipt).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect(answer.sentence).toContain('The national desk is checking this report.');
    expect(await counted()).toBe(before + 1);
  });

  it('puts facts without words on the fact topic, and the words on the texts topic', async () => {
    const { reference } = await told({
      title: 'Jalan',
      place: { words: 'depan pasar', area: '64.08.04' },
      agency: 'dinas-pu',
    });
    const id = await idOf(reference);
    const [submitted, words] = await eventually(async () => {
      const facts = await kafka.read(`${kafka.topicPrefix}tuntas.intake.v1`);
      const texts = await kafka.read(`${kafka.topicPrefix}tuntas.intake.texts.v1`);
      const both = [facts, texts].map((records) => records.find(({ key }) => key === id));
      expect(both.every((one) => one !== undefined)).toBe(true);
      return both.map((one) => one!);
    });
    expect(submitted!.headers).toMatchObject({ ce_type: 'complaint.submitted', ce_sequence: '1', ce_subject: id });
    expect(JSON.parse(submitted!.value!)).toMatchObject({
      reference,
      area: '64.08.04',
      agencyNamed: 'dinas-pu',
      reachable: false,
    });
    expect(submitted!.value).not.toContain(canary.text);
    expect(JSON.parse(words!.value!)).toMatchObject({
      title: 'Jalan',
      text: `Jalan rusak ${canary.text}`,
      place: { words: 'depan pasar', area: '64.08.04' },
    });
  });

  it('marks by words what is urgent and what is possibly supervisory, and names the desk that has it', async () => {
    const { reference, sentence } = await told({ text: 'Ada kebakaran di pasar dan pungli di terminal' });
    expect(sentence).toContain('inspectorate');
    const [row] = await db.database
      .sql`SELECT urgent, possibly_supervisory FROM complaints WHERE reference = ${reference}`;
    expect(row).toEqual({ urgent: true, possibly_supervisory: true });
  });

  it('answers fifty requests with one key at once with one reference, and stores one row', async () => {
    const before = await counted();
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 50 }, async () => submit({ text: canary.text }, key)));
    expect(new Set(answers.map(({ status: code }) => code))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await counted()).toBe(before + 1);
  });

  it('answers a retry the same, also when the fields come in another order', async () => {
    const key = newKey();
    const first = await submit({ text: canary.text, anonymous: true, kind: 'aspiration' }, key);
    const retry = await submit({ kind: 'aspiration', anonymous: true, text: canary.text }, key);
    expect(retry).toMatchObject({ status: 201, body: first.body });
  });

  it('refuses the same key with another body, also beside each other', async () => {
    const before = await counted();
    const key = newKey();
    const answers = await Promise.all(['satu', 'dua', 'tiga'].map(async (text) => submit({ text }, key)));
    expect(answers.filter(({ status: code }) => code === 201)).toHaveLength(1);
    expect(answers.filter(({ status: code }) => code === 409)).toHaveLength(2);
    const late = await submit({ text: 'empat' }, key);
    expect(late).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
    expect(await counted()).toBe(before + 1);
  });

  it('mixes many keys, retries and conflicts and loses none', async () => {
    const before = await counted();
    const all = Array.from({ length: 120 }, (_, at) => ({ key: newKey(), text: `nomor ${at}` }));
    const answers = await Promise.all(
      [...all, ...all.toReversed()].map(async ({ key, text }) => submit({ text }, key)),
    );
    expect(answers.every(({ status: code }) => code === 201)).toBe(true);
    expect(new Set(answers.map(({ body }) => body['reference'])).size).toBe(120);
    expect(await counted()).toBe(before + 120);
  });

  it.each([
    [{ text: '' }, 'text-empty', 'text'],
    [{ text: 'a', urgent: true }, 'unknown-field', 'urgent'],
    [{ text: 'a', agency: 'dinas-lain' }, 'unknown-agency', 'agency'],
    [{ text: 'a', category: 'lain' }, 'unknown-category', 'category'],
    [{ text: 'a', place: { area: '64.08.99' } }, 'unknown-area', 'place.area'],
    [{ text: 'a', place: { point: { latitude: 51, longitude: 0 } } }, 'point-outside-indonesia', 'place.point'],
  ])('refuses %j and stores nothing', async (body, code, field) => {
    const before = await counted();
    expect(await submit(body)).toMatchObject({ status: 400, body: { code, field } });
    expect(await counted()).toBe(before);
  });

  it('takes the longest text there may be, also from a client that escapes every character', async () => {
    const payload = `{"text":"${'\\ud83d\\ude00'.repeat(10_000)}"}`;
    const headers = { 'content-type': 'application/json', 'idempotency-key': newKey() };
    expect((await app.inject({ method: 'POST', url: '/api/complaints', payload, headers })).statusCode).toBe(201);
    const tooLong = await app.inject({
      method: 'POST',
      url: '/api/complaints',
      payload: 'x'.repeat(1_000_000),
      headers,
    });
    expect(tooLong.statusCode).toBe(413);
  });

  it.each([
    [{}, 'idempotency-key-missing'],
    [{ 'idempotency-key': 'kurang' }, 'idempotency-key-invalid'],
  ])('refuses a request with %j as key', async (headers, code) => {
    expect(await call('POST', '/api/complaints', { text: 'a' }, headers as Record<string, string>)).toMatchObject({
      status: 400,
      body: { code },
    });
  });
});

describe('a secret complaint', () => {
  it('keeps words, identity and the time of day out of every row and topic, and shows them to its complainant', async () => {
    const words = `rahasia-${randomUUID()}`;
    const ack = await told({ text: words, secret: true, contact: { name: canary.name } });
    expect(ack).not.toHaveProperty('submittedAt');
    expect(ack.sentence).toContain('inspectorate');
    const id = await idOf(ack.reference);
    const [row] = await db.database.sql<{ at: string; words: null }>`
      SELECT to_char(c.submitted_at AT TIME ZONE 'Asia/Makassar', 'HH24:MI:SS.MS') AS at, t.words
      FROM complaints c JOIN texts t ON t.complaint_id = c.id WHERE c.id = ${id}`;
    expect(row).toEqual({ at: '00:00:00.000', words: null });
    const record = await eventually(async () => {
      const texts = await kafka.read(`${kafka.topicPrefix}tuntas.intake.texts.v1`);
      const found = texts.find(({ key }) => key === id);
      expect(found).toBeDefined();
      return found!;
    });
    expect(record.value).not.toContain(words);
    expect(record.headers['ce_time']).toContain('T00:00:00.000Z');
    const own = await status(ack.receipt);
    expect(own.body).toMatchObject({ text: words, secret: true, contact: { name: canary.name } });
    expect((await call('GET', `/api/complaints/${ack.reference}`)).body).toEqual({
      reference: ack.reference,
      state: 'SUBMITTED',
      stateLabel: 'Waiting to be checked',
      sentence: 'Waiting to be checked',
    });
  });
});

describe('looking at a complaint', () => {
  it('works by receipt right after the acknowledgement, with everything that was told', async () => {
    const ack = await told({ title: 'Jalan', contact: { email: canary.email }, category: 'infrastruktur' });
    expect((await status(ack.receipt)).body).toMatchObject({
      reference: ack.reference,
      state: 'SUBMITTED',
      holder: { body: 'national-desk', name: 'the national desk' },
      title: 'Jalan',
      text: `Jalan rusak ${canary.text}`,
      contact: { email: canary.email },
      category: { code: 'infrastruktur', name: 'Infrastruktur' },
      actsPossible: ['add', 'make-secret', 'withdraw'],
      timeline: [{ type: 'complaint.submitted' }],
    });
  });

  it('shows the public state, holder and dates, and not a word', async () => {
    const { reference } = await told({ place: { area: '64.08.04' }, contact: { name: canary.name } });
    const { status: code, body } = await call('GET', `/api/complaints/${reference.toLowerCase()}`);
    expect(code).toBe(200);
    expect(Object.keys(body).toSorted()).toEqual(
      ['area', 'dates', 'holder', 'kind', 'reference', 'sentence', 'state', 'stateLabel'].toSorted(),
    );
    expect(JSON.stringify(body)).not.toMatch(/kenari/i);
  });

  it('follows the case: holder, clock, what was written, what can be done', async () => {
    const ack = await told();
    const id = await idOf(ack.reference);
    const d4 = {
      clock: 'D4',
      instance: 1,
      dueAt: '2027-12-10T16:00:00Z',
      dueOn: '2027-12-10',
      workingDays: 14,
    } as const;
    const clocks = [{ ...d4, calendarVersion: 1, limitsVersion: 1 }];
    const textId = randomUUID();
    await kafka.publish(
      id,
      opened(ack.reference),
      fact(CaseRouted, {
        ...after,
        state: 'ROUTED',
        holder: agency,
        clocks,
        agency: 'dinas-pu',
        supporting: [],
        class: 'ordinary',
        category: 'infrastruktur',
        by: 'rule',
        reasons: [{ kind: 'no-rule-matches' }],
      }),
      fact(TextWritten, {
        textId,
        audience: 'complainant',
        purpose: 'follow-up',
        agency: 'dinas-pu',
        words: 'Kami periksa besok.',
      }),
      fact(TextWritten, { textId: randomUUID(), audience: 'handlers', purpose: 'follow-up', words: 'jangan tampil' }),
      fact(DeadlineMissed, { clock: 'D4', instance: 1, holder: agency, dueAt: d4.dueAt, calendarVersion: 1 }),
    );
    const own = await eventually(async () => {
      const { body } = await status(ack.receipt);
      expect(body['replies']).toHaveLength(1);
      expect(body['actsPossible']).toEqual(['add', 'withdraw', 'turn-to-ombudsman']);
      return body;
    });
    expect(own).toMatchObject({
      state: 'ROUTED',
      holder: { ...agency, name: 'Dinas Pekerjaan Umum' },
      category: { name: 'Infrastruktur' },
      clocks: [{ clock: 'D4', dueOn: '2027-12-10', missed: true, provisional: true }],
      replies: [{ textId, words: 'Kami periksa besok.', agency: { name: 'Dinas Pekerjaan Umum' } }],
    });
    expect((own['timeline'] as { type: string }[]).map(({ type }) => type)).toEqual([
      'complaint.submitted',
      'case.opened',
      'case.routed',
      'deadline.missed',
    ]);
    expect(JSON.stringify(own)).not.toContain('jangan tampil');
  });

  it('asks follow-up for the words of an agency to a secret complaint, and does without when it is away', async () => {
    const { receipt, id, answerId } = await answeredComplaint({ secret: true });
    expect((await status(receipt)).body['replies']).toEqual([]);
    const writtenAt = '2026-11-24T03:00:00.000Z';
    followUp.texts.set(id, [
      { textId: answerId, purpose: 'answer', words: 'Sudah diperiksa.', agency: 'dinas-pu', writtenAt },
    ]);
    expect((await status(receipt)).body['replies']).toEqual([
      {
        textId: answerId,
        purpose: 'answer',
        words: 'Sudah diperiksa.',
        gone: false,
        at: '2026-11-24',
        agency: { code: 'dinas-pu', name: 'Dinas Pekerjaan Umum' },
      },
    ]);
  });

  it.each(['AAAA-AAAA-AAAA-AAAA', 'x', '', 'A'.repeat(5_000), 7, null, undefined])(
    'gives the same answer to every wrong receipt: %#',
    async (receipt) => {
      const reference = await status('0000-0000-0000-0000');
      const answer = await call('POST', '/api/receipt/status', { receipt });
      expect(answer).toMatchObject({ status: 404, body: reference.body });
    },
  );

  it.each(['KTM-0000-00001', 'KTM-0000-00000', 'abc', '%00'])('does not find %s', async (reference) => {
    expect((await call('GET', `/api/complaints/${reference}`)).status).toBe(404);
  });
});

describe('replying to an answer', () => {
  it('accepts once, however often it is said, and says so to the world once', async () => {
    const { receipt, answerId, id } = await answeredComplaint();
    const say = async () => call('POST', '/api/receipt/acceptances', { receipt, answerId, rating: 5 });
    const answers = await Promise.all([say(), say(), say()]);
    expect(answers.map(({ status: code }) => code)).toEqual([202, 202, 202]);
    expect((await status(receipt)).body).toMatchObject({ acts: [{ act: 'accepted', rating: 5 }] });
    const facts = await eventually(async () => {
      const records = (await kafka.read(`${kafka.topicPrefix}tuntas.intake.v1`)).filter(({ key }) => key === id);
      expect(records).toHaveLength(2);
      return records;
    });
    expect(facts[1]!.headers).toMatchObject({ ce_type: 'complaint.accepted', ce_sequence: '2' });
    expect(JSON.parse(facts[1]!.value!)).toEqual({ answerId, rating: 5 });
  });

  it.each([false, true])('disputes with a reason that stays here (secret: %s)', async (secret) => {
    const { receipt, answerId, id } = await answeredComplaint(secret ? { secret } : {});
    expect(await call('POST', '/api/receipt/disputes', { receipt, answerId, reason: canary.reason })).toMatchObject({
      status: 202,
    });
    const rows = await db.database.sql<{ words: string | null }>`
      SELECT words FROM texts WHERE complaint_id = ${id} AND purpose = 'dispute-reason'`;
    expect(rows).toEqual([{ words: secret ? null : canary.reason }]);
    expect(await call('POST', '/api/receipt/acceptances', { receipt, answerId })).toMatchObject({
      status: 409,
      body: { code: 'already-replied' },
    });
  });

  it('refuses what is impossible at once, and records no fact', async () => {
    const { receipt, id } = await answeredComplaint();
    const fresh = await told();
    const answerId = randomUUID();
    expect(await call('POST', '/api/receipt/acceptances', { receipt, answerId })).toMatchObject({
      body: { code: 'another-answer' },
    });
    expect(await call('POST', '/api/receipt/disputes', { receipt: fresh.receipt, answerId })).toMatchObject({
      status: 409,
      body: { code: 'not-answered' },
    });
    expect(await call('POST', '/api/receipt/acceptances', { receipt: 'x', answerId })).toMatchObject({ status: 404 });
    expect(await call('POST', '/api/receipt/acceptances', { receipt, answerId, rating: 6 })).toMatchObject({
      status: 400,
    });
    const [row] = await db.database.sql`SELECT count(*) AS n FROM messaging.journal WHERE key = ${id} AND sequence > 1`;
    expect(row).toEqual({ n: 0 });
  });
});

describe('other services', () => {
  const as = async (service: keyof typeof keys, path: string) =>
    call('GET', path, undefined, {
      authorization: `Bearer ${await mintServiceToken(keys[service], 'intake')}`,
    });

  it('get contact, words and sequence with their own signature only, and leave a trace', async () => {
    const ack = await told({ anonymous: true, contact: { name: canary.name, email: canary.email }, language: 'en' });
    const at = `/api/internal/complaints/${await idOf(ack.reference)}`;
    expect((await as('notification', `${at}/contact`)).body).toEqual({
      language: 'en',
      name: canary.name,
      email: canary.email,
      anonymous: true,
      secret: false,
    });
    expect((await as('follow-up', `${at}/words`)).body).toEqual({ text: `Jalan rusak ${canary.text}` });
    expect((await as('follow-up', `${at}/sequence`)).body).toEqual({ sequence: 1 });
    expect((await as('follow-up', `${at}/contact`)).status).toBe(404);
    expect((await as('statistics', `${at}/words`)).status).toBe(404);
    expect((await call('GET', `${at}/words`)).status).toBe(401);
    expect((await as('follow-up', `/api/internal/complaints/${randomUUID()}/words`)).status).toBe(404);
    expect(await readings(ack)).toEqual([
      { reader: 'notification', type: 'identity.read', exact: true },
      { reader: 'follow-up', type: 'words.read', exact: true },
    ]);
  });

  it('leave the date alone in the trace of a secret complaint', async () => {
    const ack = await told({ secret: true, contact: { email: canary.email } });
    const at = `/api/internal/complaints/${await idOf(ack.reference)}`;
    expect((await as('notification', `${at}/contact`)).status).toBe(200);
    expect(await readings(ack)).toEqual([{ reader: 'notification', type: 'identity.read', exact: false }]);
  });

  const readings = async ({ reference }: { reference: string }) => db.database.sql`
    SELECT data -> 'by' ->> 'service' AS reader, type, recorded_at <> date_trunc('day', recorded_at) AS exact
    FROM messaging.journal WHERE key = ${await idOf(reference)} AND stream = 'audit' ORDER BY id`;

  it('learn that an identity is gone once its key is', async () => {
    const ack = await told({ contact: { email: canary.email } });
    const id = await idOf(ack.reference);
    await keysDb.database.sql`DELETE FROM data_keys WHERE complaint_id = ${id}`;
    expect((await as('notification', `/api/internal/complaints/${id}/contact`)).status).toBe(410);
    expect((await status(ack.receipt)).body).toMatchObject({ identityErased: true });
  });
});

describe('the watch over what was acknowledged', () => {
  it('raises the alarm within a minute for a complaint that has no case, secret or not', async () => {
    await Promise.all([told(), told({ secret: true })]);
    const watch = new WatchOpening();
    const alarms = async () =>
      (await registry.metrics()).match(/tuntas_alarms_total\{.*case-not-opened.*\} (\d+)/)?.[1];
    const [before, now] = [await alarms(), vi.spyOn(performance, 'now')];
    now.mockReturnValue(0);
    await watch.due(db.database.sql);
    now.mockReturnValue(44_000);
    await watch.due(db.database.sql);
    expect(await alarms()).toBe(before);
    now.mockReturnValue(46_000);
    expect(await watch.due(db.database.sql)).toEqual([]);
    now.mockRestore();
    expect(Number(await alarms())).toBe(Number(before) + 1);
  });

  it('keeps watching what waits longer than a look reaches back, until it has its case', async () => {
    const id = await idOf((await told()).reference);
    const { sql } = db.database;
    const [old] = await sql<{ id: string }>`
      UPDATE complaints SET id = uuidv7(interval '-20 hours') WHERE id = ${id} RETURNING id`;
    const watch = new WatchOpening();
    const waiting = async () => {
      await watch.due(sql);
      return Number((await registry.metrics()).match(/intake_unopened_complaints (\d+)/)?.[1]);
    };
    const first = await waiting();
    expect(await waiting()).toBe(first);
    await sql`
      INSERT INTO case_files (complaint_id, state, holder, round, version, secret, clocks, dates)
      VALUES (${old?.id}, 'SUBMITTED', '{"body": "national-desk"}', 1, 1, false, '[]', '{}')`;
    expect(await waiting()).toBe(first - 1);
  });

  it('reads again only what is new, however much came in a day', async () => {
    const { sql } = db.database;
    await sql`
      INSERT INTO complaints (id, reference, idempotency_hash, receipt_hash, body_hash, pepper_version, kind, channel, language,
        anonymous, secret, urgent, possibly_supervisory, word_list_version, reachable, submitted_at, received_on)
      SELECT uuidv7(interval '-1 hour'), 'WATCH-' || n, sha256(('i' || n)::bytea), sha256(('r' || n)::bytea), '', 1, 'complaint',
        'web', 'id', true, false, false, false, '', false, now(), now()::date FROM generate_series(1, 3000) AS n`;
    await sql`
      INSERT INTO case_files (complaint_id, state, holder, round, version, secret, clocks, dates)
      SELECT id, 'SUBMITTED', '{"body": "national-desk"}', 1, 1, false, '[]', '{}' FROM complaints WHERE reference LIKE 'WATCH-%'`;
    let ids = 0;
    const counting: typeof sql = async <Row extends object>(
      parts: TemplateStringsArray,
      ...values: readonly unknown[]
    ) => {
      const rows = await sql<Row>(parts, ...values);
      if (parts[0]?.includes('FROM complaints')) ids += rows.length;
      return rows;
    };
    const watch = new WatchOpening();
    await watch.due(counting);
    expect(ids).toBeGreaterThan(3_000);
    ids = 0;
    await watch.due(counting);
    expect(ids).toBeLessThan(1_000);
  });
});

describe('what people wrote', () => {
  it('is in no fact, log line or metric, and identity in no column that can be read', async () => {
    for (const stream of ['tuntas.intake.v1', 'tuntas.intake.texts.v1']) {
      const records = await kafka.read(kafka.topicPrefix + stream);
      expect(records.length).toBeGreaterThan(100);
      const all = JSON.stringify(records);
      for (const word of [canary.name, canary.email, canary.reason]) expect(all).not.toContain(word);
      if (!stream.includes('texts')) expect(all).not.toContain(canary.text);
    }
    const elsewhere = logLines.join('') + (await registry.metrics());
    for (const word of Object.values(canary)) expect(elsewhere).not.toContain(word);
    const identities = await db.database.sql<{ sealed: Buffer }>`SELECT sealed FROM identities`;
    expect(identities.length).toBeGreaterThan(0);
    for (const { sealed } of identities) expect(sealed.includes(canary.name)).toBe(false);
  });
});

describe('without its database', () => {
  it('says so before accepting, and works again by itself', async () => {
    const receipt = (await told()).receipt;
    const key = newKey();
    await line.cut();
    try {
      const refused = await submit({ text: canary.text }, key);
      expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect((await status(receipt)).status).toBe(503);
    } finally {
      await line.mend();
    }
    await eventually(async () => expect((await submit({ text: canary.text }, key)).status).toBe(201));
  });
});

/** The way to the database, which can be cut and mended. */
interface Line {
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

async function lineTo(url: string): Promise<Line> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  const listen = async (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  await listen(0);
  const { port } = server.address() as { port: number };
  const through = new URL(url);
  through.host = `127.0.0.1:${port}`;
  return {
    url: through.href,
    cut: async () => {
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: async () => listen(port),
  };
}

/** Follow-up's answer to "what was written?"; 503 for complaints it was not told about, as when it is away. */
interface FakeFollowUp {
  readonly url: string;
  readonly texts: Map<string, readonly object[]>;
  close(): Promise<void>;
}

async function fakeFollowUp(): Promise<FakeFollowUp> {
  const texts = new Map<string, readonly object[]>();
  const server = createHttpServer((request, response) => {
    const found = texts.get(request.url?.split('/')[4] ?? '');
    response.writeHead(found && request.headers.authorization ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ texts: found ?? [] }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    texts,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
