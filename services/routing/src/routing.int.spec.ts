import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AgencyDescribed,
  CaseOpened,
  CaseReturned,
  CaseRouted,
  CaseSealed,
  ComplaintLeftToDesk,
  ComplaintRouted,
  ComplaintTold,
  ComplaintWordsErased,
  type DataOf,
  fact,
  type Holder,
  type Role,
} from '@tuntas/events';
import { Messaging } from '@tuntas/messaging';
import { closeService, createApp, mintOfficerToken, openService } from '@tuntas/runtime';
import {
  eventually,
  statementsOf,
  testDatabase,
  signingKey,
  type TestDatabase,
  testKafka,
  type TestKafka,
} from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from './migrate.js';
import { routing } from './routing.module.js';
import { readSeeds } from './seeds.js';
import { loadSeeds } from './store/load-seeds.js';

const key = signingKey('portal');
const publicKey = { kid: key.kid, kty: key.kty, crv: key.crv, x: key.x };
const nationalDesk: Holder = { body: 'national-desk' };

let db: TestDatabase;
let kafka: TestKafka;
let app: NestFastifyApplication;

async function start(): Promise<NestFastifyApplication> {
  const config = {
    DATABASE_URL: db.url,
    KAFKA_BROKERS: [...kafka.brokers],
    TOPIC_PREFIX: kafka.topicPrefix,
    AUDIT_KEY_FILE: signingKey('routing-audit'),
  };
  const made = await createApp({ name: 'routing', module: routing(config), tokenKeys: [publicKey] });
  const strategies = (one: NestFastifyApplication) => [one.get(Messaging).transport];
  await openService(made, { config: { HOST: '127.0.0.1', PORT: 0 }, strategies });
  return made;
}

beforeAll(async () => {
  [db, kafka] = await Promise.all([testDatabase(migrations), testKafka()]);
  await db.database.transaction(async (sql) => loadSeeds(readSeeds(), sql));
  app = await start();
});

afterAll(async () => {
  await closeService(app);
  await Promise.all([db.close(), kafka.close()]);
});

const told = (more: Partial<DataOf<typeof ComplaintTold>> = {}) =>
  fact(ComplaintTold, {
    reference: 'TEST',
    kind: 'complaint',
    class: 'unknown',
    channel: 'web',
    language: 'id',
    anonymous: false,
    secret: false,
    urgent: false,
    possiblySupervisory: false,
    wordListVersion: '1',
    receivedOn: '2026-11-23',
    textId: randomUUID(),
    ...more,
  });
const opened = (more: Partial<DataOf<typeof CaseOpened>> = {}) =>
  fact(CaseOpened, {
    state: 'SUBMITTED',
    holder: nationalDesk,
    round: 1,
    version: 1,
    clocks: [],
    reference: 'TEST',
    kind: 'complaint',
    class: 'unknown',
    anonymous: false,
    secret: false,
    urgent: false,
    possiblySupervisory: false,
    receivedOn: '2026-11-23',
    ...more,
  });
const routedTo = (agency: string, round = 1) =>
  fact(CaseRouted, {
    state: 'ROUTED',
    holder: { body: 'agency', agency },
    round,
    version: 2,
    clocks: [],
    agency,
    supporting: [],
    class: 'unknown',
    by: 'rule',
    reasons: [{ kind: 'named-by-complainant' }],
  });

const sealed = () =>
  fact(CaseSealed, {
    state: 'SUBMITTED',
    holder: { body: 'inspectorate-desk' },
    round: 2,
    version: 3,
    clocks: [],
    because: 'supervisory',
    from: 'dinas-perhubungan',
    class: 'supervisory',
    secret: false,
    possiblySupervisory: true,
    by: 'coordinator',
  });

/** What routing has said about one complaint, in order. */
async function answersOf(id: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
  const records = await kafka.read(`${kafka.topicPrefix}tuntas.routing.v1`);
  return records
    .filter((record) => record.key === id)
    .map(({ headers, value }) => ({ type: headers['ce_type'] ?? '', data: JSON.parse(value ?? '{}') }));
}
const answered = async (id: string, answers = 1) =>
  eventually(async () => {
    const all = await answersOf(id);
    expect(all).toHaveLength(answers);
    return all;
  });
const projected = async (id: string, state: string) =>
  eventually(async () => {
    const rows = await db.database.sql`SELECT state FROM complaints WHERE complaint_id = ${id}`;
    expect(rows).toEqual([{ state }]);
  });

async function asOfficer(role: Role, agency?: string): Promise<{ authorization: string }> {
  const token = await mintOfficerToken(key, 'officer', [{ role, ...(agency === undefined ? {} : { agency }) }]);
  return { authorization: `Bearer ${token}` };
}
/** Answers the first round unless the body says another one. */
const routeByHand = async (id: string, body: object, role: Role = 'national-desk') => {
  const headers = { ...(await asOfficer(role)), 'idempotency-key': randomUUID() };
  return app.inject({ method: 'POST', url: `/api/complaints/${id}/routings`, payload: { round: 1, ...body }, headers });
};
const look = async (id: string, role: Role, agency?: string) =>
  app.inject({ method: 'GET', url: `/api/complaints/${id}/routing`, headers: await asOfficer(role, agency) });

describe('a complaint that was told', () => {
  it('is routed by a rule, with its reason, when the words are clear', async () => {
    const id = randomUUID();
    await kafka.publish(id, told({ text: 'Lampu PJU padam di Swarga Bara' }));
    const [answer] = await answered(id);
    expect(answer?.type).toBe(ComplaintRouted.type);
    expect(answer?.data).toMatchObject({ round: 1, agency: 'dinas-perhubungan', by: 'rule', area: '64.08.04.2012' });
    expect(answer?.data['reasons']).toEqual([{ kind: 'rule', rule: 'dark-street-lamps', version: 1 }]);
  });

  it('is left to the desk when no rule matches, and to the inspectorate when it is secret', async () => {
    const [vague, secret] = [randomUUID(), randomUUID()];
    await kafka.publish(vague, told({ text: 'tolong dibantu' }));
    await kafka.publish(secret, told({ secret: true }));
    const [[desk], [inspectorate]] = await Promise.all([answered(vague), answered(secret)]);
    expect(desk?.type).toBe(ComplaintLeftToDesk.type);
    expect(desk?.data['reasons']).toEqual([{ kind: 'no-rule-matches' }]);
    expect(inspectorate?.data['reasons']).toEqual([{ kind: 'for-the-inspectorate' }]);
  });

  it('is answered once, also when it is delivered twice', async () => {
    const [id, after] = [randomUUID(), randomUUID()];
    const [event = ''] = await kafka.publish(id, told({ text: 'jalan rusak' }));
    await answered(id);
    await kafka.repeat(event);
    await kafka.publish(after, told({ text: 'jalan rusak' }));
    await answered(after);
    expect(await answersOf(id)).toHaveLength(1);
  });

  it('is not answered when a later round has begun before it came; that one is for a desk', async () => {
    const [id, after] = [randomUUID(), randomUUID()];
    await kafka.publish(id, opened({ round: 2 }));
    const [left] = await answered(id);
    expect(left?.data).toMatchObject({ round: 2, reasons: [{ kind: 'later-round' }] });
    await kafka.publish(id, told({ text: 'jalan rusak' }));
    await kafka.publish(after, told({ text: 'jalan rusak' }));
    await answered(after);
    expect(await answersOf(id)).toHaveLength(1);
  });

  it('is left to the desk when its words never come', async () => {
    const id = randomUUID();
    await kafka.publish(id, opened());
    await projected(id, 'SUBMITTED');
    await db.database.sql`UPDATE complaints SET opened_at = app_now() - interval '1 hour' WHERE complaint_id = ${id}`;
    const [left] = await eventually(async () => {
      const all = await answersOf(id);
      expect(all).toHaveLength(1);
      return all;
    }, 30_000);
    expect(left?.data['reasons']).toEqual([{ kind: 'words-gone' }]);
  });

  it('leaves none of its words here', async () => {
    const id = randomUUID();
    await kafka.publish(
      id,
      told({ text: 'kanarikata jalan rusak', title: 'kanarijudul', place: { words: 'kanaritempat' } }),
    );
    await answered(id);
    const [row] = await db.database.sql<{ all: string }>`
      SELECT (SELECT string_agg(c::text, ' ') FROM complaints c) || (SELECT string_agg(a::text, ' ') FROM answers a)
        || (SELECT string_agg(j::text, ' ') FROM messaging.journal j) AS all`;
    expect(row?.all).toContain(id);
    expect(row?.all).not.toContain('kanari');
  });

  it('that could not be read is kept for an operator, until its words are erased', async () => {
    const [gone, other] = [randomUUID(), randomUUID()];
    const { event, data } = told();
    const value = JSON.stringify({ ...data, text: 'kenari-parkir', kind: 'song' });
    const headers = {
      ce_specversion: '1.0',
      ce_id: randomUUID(),
      ce_type: event.type,
      ce_source: event.owner,
      ce_time: new Date().toISOString(),
      ce_sequence: '1',
    };
    for (const key of [gone, other])
      await kafka.send('tuntas.intake.texts.v1', { key, value, headers: { ...headers, ce_subject: key } });
    const parked = async () =>
      db.database.sql<{ key: string }>`
        SELECT key FROM messaging.parked WHERE encode(body, 'escape') LIKE '%kenari-parkir%' ORDER BY id`;
    await eventually(async () =>
      expect((await parked()).map(({ key }) => key).toSorted()).toEqual([gone, other].toSorted()),
    );
    await kafka.publish(gone, fact(ComplaintWordsErased, { because: 'asked' }));
    await eventually(async () => expect(await parked()).toEqual([{ key: other }]));
    await db.database.sql`DELETE FROM messaging.parked WHERE key = ${other}`;
  });
});

describe('an officer at the desk', () => {
  async function waiting(holder: Holder = nationalDesk, possiblySupervisory = false): Promise<string> {
    const id = randomUUID();
    await kafka.publish(
      id,
      told({ text: 'tolong dibantu', possiblySupervisory }),
      opened({ holder, possiblySupervisory }),
    );
    await answered(id);
    await projected(id, 'SUBMITTED');
    return id;
  }

  it('routes what waits, and the answer names the round', async () => {
    const id = await waiting();
    const response = await routeByHand(id, { agency: 'dinas-sosial', class: 'ordinary' });
    expect([response.statusCode, response.json()]).toEqual([202, { complaintId: id, round: 1 }]);
    const [, routed] = await answered(id, 2);
    expect(routed?.data).toMatchObject({ agency: 'dinas-sosial', by: 'desk', class: 'ordinary', round: 1 });
    expect(routed?.data['reasons']).toEqual([{ kind: 'chosen-by-officer', role: 'national-desk' }]);
  });

  it('routes again what an agency returned, with its suggestion at hand, and at last as the arbiter', async () => {
    const id = await waiting();
    const returned = (round: number, toArbiter: boolean) =>
      fact(CaseReturned, {
        state: 'SUBMITTED',
        holder: nationalDesk,
        round,
        version: 2 * round - 1,
        clocks: [],
        from: 'dinas-sosial',
        suggested: 'dinas-kesehatan',
        times: round - 1,
        toArbiter,
        textId: randomUUID(),
        by: 'coordinator',
      });
    await routeByHand(id, { agency: 'dinas-sosial' });
    await kafka.publish(id, routedTo('dinas-sosial'), returned(2, false));
    const left = (await answered(id, 3)).at(-1);
    const reasons = [{ kind: 'suggested-by-agency', agency: 'dinas-sosial' }];
    expect(left?.data).toMatchObject({ round: 2, suggestions: [{ agency: 'dinas-kesehatan', reasons }] });
    expect((await routeByHand(id, { agency: 'dinas-kesehatan', round: 2 })).statusCode).toBe(202);
    await kafka.publish(id, routedTo('dinas-kesehatan', 2), returned(3, true));
    await answered(id, 5);
    expect((await routeByHand(id, { agency: 'dinas-sosial', round: 3 })).statusCode).toBe(202);
    const said = (await answered(id, 6)).filter(({ type }) => type === ComplaintRouted.type);
    expect(said.map(({ data }) => [data['round'], data['by']])).toEqual([
      [1, 'desk'],
      [2, 'desk'],
      [3, 'arbiter'],
    ]);
  });

  it('gets the answer of the first time for a retry, also when the case has moved on', async () => {
    const id = await waiting();
    const headers = { ...(await asOfficer('national-desk')), 'idempotency-key': randomUUID() };
    const send = async (agency: string) =>
      app.inject({ method: 'POST', url: `/api/complaints/${id}/routings`, payload: { agency, round: 1 }, headers });
    expect((await send('dinas-sosial')).statusCode).toBe(202);
    await kafka.publish(id, routedTo('dinas-sosial'));
    await projected(id, 'ROUTED');
    const again = await send('dinas-sosial');
    expect([again.statusCode, again.json()]).toEqual([202, { complaintId: id, round: 1 }]);
    const other = await send('dinas-kesehatan');
    expect([other.statusCode, other.json().code]).toEqual([409, 'idempotency-key-reused']);
    expect(await answered(id, 2)).toHaveLength(2);
  });

  it('is asked for the round that was seen and for a key', async () => {
    const id = await waiting();
    const send = async (payload: object, key: object) =>
      app.inject({
        method: 'POST',
        url: `/api/complaints/${id}/routings`,
        payload,
        headers: { ...(await asOfficer('national-desk')), ...key },
      });
    const keyless = await send({ agency: 'dinas-sosial', round: 1 }, {});
    expect([keyless.statusCode, keyless.json().code]).toEqual([400, 'idempotency-key-missing']);
    const unseen = await send({ agency: 'dinas-sosial' }, { 'idempotency-key': randomUUID() });
    expect([unseen.statusCode, unseen.json().field]).toEqual([400, 'round']);
    expect(await answered(id, 1)).toHaveLength(1);
  });

  it('marks an accused unit, whose officers see nothing of it', async () => {
    const id = await waiting();
    const accused = [{ agency: 'dinas-pekerjaan-umum', unit: 'dinas-pu-bina-marga' }];
    await routeByHand(id, { agency: 'dinas-pekerjaan-umum', accused });
    const [, routed] = await answered(id, 2);
    expect(routed?.data).toMatchObject({ accused });
    await kafka.publish(id, routedTo('dinas-pekerjaan-umum'));
    await projected(id, 'ROUTED');
    expect((await look(id, 'coordinator', 'dinas-pekerjaan-umum')).json()).toMatchObject({ accused });
    const liaison = [{ role: 'liaison' as const, agency: 'dinas-pekerjaan-umum', unit: 'dinas-pu-bina-marga' }];
    const authorization = `Bearer ${await mintOfficerToken(key, 'accused', liaison)}`;
    const url = `/api/complaints/${id}/routing`;
    expect((await app.inject({ method: 'GET', url, headers: { authorization } })).statusCode).toBe(404);
  });

  it('no longer sees what was sealed; what its words gave is forgotten', async () => {
    const id = randomUUID();
    await kafka.publish(id, told({ text: 'Lampu PJU padam di Swarga Bara' }), opened(), routedTo('dinas-perhubungan'));
    await projected(id, 'ROUTED');
    await answered(id);
    await kafka.publish(id, sealed());
    await answered(id, 2);
    expect((await look(id, 'national-desk')).statusCode).toBe(404);
    const answers = (await look(id, 'inspectorate')).json().answers;
    expect(answers[1]).toMatchObject({ agency: 'dinas-perhubungan', reasons: [{ kind: 'for-the-inspectorate' }] });
    const [row] = await db.database.sql<{ all: string }>`
      SELECT string_agg(a::text, ' ') AS all FROM answers a WHERE complaint_id = ${id}`;
    expect(row?.all).not.toContain('dark-street-lamps');
  });

  it('is refused a second answer for the round, and nothing is said', async () => {
    const id = await waiting();
    await routeByHand(id, { agency: 'dinas-sosial' });
    const response = await routeByHand(id, { agency: 'dinas-kesehatan' });
    expect([response.statusCode, response.json().code]).toEqual([409, 'round-over']);
    expect(await answered(id, 2)).toHaveLength(2);
  });

  it('is refused when the case has moved on, and told who holds it', async () => {
    const id = await waiting();
    await kafka.publish(id, routedTo('dinas-sosial'));
    await projected(id, 'ROUTED');
    const response = await routeByHand(id, { agency: 'dinas-kesehatan' });
    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({ code: 'move-not-legal', holder: 'dinas-sosial' });
  });

  it('is refused for another round than the one that waits', async () => {
    const response = await routeByHand(await waiting(), { agency: 'dinas-sosial', round: 2 });
    expect([response.statusCode, response.json().code]).toEqual([409, 'round-over']);
  });

  it.each([
    [{ agency: 'dinas-entah' }, 'unknown-agency', 'agency'],
    [{ agency: 'dinas-sosial', supporting: ['dinas-entah'] }, 'unknown-agency', 'supporting'],
    [{ agency: 'dinas-sosial', category: 'entah' }, 'unknown-category', 'category'],
    [{ agency: 'dinas-sosial', area: '11.01' }, 'unknown-area', 'area'],
    [{ agency: 'dinas-sosial', note: 'x' }, 'unknown-field', 'note'],
    [{}, 'field-required', 'agency'],
  ])('gets the faulty field of %o named', async (body, code, field) => {
    const response = await routeByHand(await waiting(), body);
    expect([response.statusCode, response.json().code, response.json().field]).toEqual([400, code, field]);
  });

  it('names a body without a coordinator, and its parent answers', async () => {
    const id = await waiting();
    await routeByHand(id, { agency: 'kecamatan-busang' });
    const [, routed] = await answered(id, 2);
    expect(routed?.data).toMatchObject({ agency: 'kabupaten-kutai-timur' });
    expect(routed?.data['reasons']).toContainEqual({ kind: 'parent-answers', agency: 'kecamatan-busang' });
  });

  it('routes only what waits at the own desk; the rest looks as if it did not exist', async () => {
    const id = await waiting({ body: 'inspectorate-desk' }, true);
    expect((await routeByHand(id, { agency: 'dinas-sosial' })).statusCode).toBe(404);
    expect((await look(id, 'national-desk')).statusCode).toBe(404);
    expect((await routeByHand(id, { agency: 'dinas-sosial' }, 'inspectorate')).statusCode).toBe(202);
  });

  it.each(['coordinator', 'liaison', 'auditor'] as const)('may not route as %s', async (role) => {
    const token = await mintOfficerToken(key, 'x', [{ role, agency: 'dinas-sosial' }]);
    const response = await app.inject({
      method: 'POST',
      url: `/api/complaints/${randomUUID()}/routings`,
      payload: { agency: 'dinas-sosial', round: 1 },
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.statusCode).toBe(404);
  });

  it('needs a token', async () => {
    const url = `/api/complaints/${randomUUID()}/routing`;
    expect((await app.inject({ method: 'GET', url })).statusCode).toBe(401);
    expect((await app.inject({ method: 'POST', url: `${url}s`, payload: { agency: 'x' } })).statusCode).toBe(401);
  });

  it('sees reasons and suggestions; an agency sees them of what it holds', async () => {
    const id = randomUUID();
    await kafka.publish(id, told({ text: 'jalan rusak' }), opened(), routedTo('dinas-pekerjaan-umum'));
    await projected(id, 'ROUTED');
    await answered(id);
    const shown = await look(id, 'coordinator', 'dinas-pekerjaan-umum');
    expect(shown.json()).toMatchObject({ state: 'ROUTED', answers: [{ agency: 'dinas-pekerjaan-umum', by: 'rule' }] });
    const [theirs, nobodys] = [id, randomUUID()].map((one) => async () => {
      expect((await look(one, 'coordinator', 'dinas-sosial')).statusCode).toBe(404);
    });
    // And what happens behind the answer is the same as well, once it is known what these posts open.
    await nobodys?.();
    expect(theirs && (await statementsOf(theirs))).toEqual(nobodys && (await statementsOf(nobodys)));
    expect((await look('no-id', 'auditor')).statusCode).toBe(404);
  });
});

describe('the organisation', () => {
  const described = async () =>
    (await kafka.read(`${kafka.topicPrefix}tuntas.organisation.v1`)).filter(
      ({ headers }) => headers['ce_type'] === AgencyDescribed.type,
    );

  it('is published at every start, with the same versions while nothing changed', async () => {
    await eventually(async () => expect(await described()).toHaveLength(62));
    await closeService(app);
    await db.database.transaction(async (sql) => loadSeeds(readSeeds(), sql));
    app = await start();
    const all = await eventually(async () => {
      const records = await described();
      expect(records).toHaveLength(124);
      return records;
    });
    expect(new Set(all.map(({ value }) => JSON.parse(value ?? '{}').version))).toEqual(new Set([1]));
  });

  it('gives a changed row the next version, and a changed rule needs one', async () => {
    const seeds = readSeeds();
    const [first, ...agencies] = seeds.agencies;
    const rules = seeds.rules.map((rule, at) => (at === 0 ? { ...rule, words: ['lain'] } : rule));
    await expect(db.database.transaction(async (sql) => loadSeeds({ ...seeds, rules }, sql))).rejects.toThrow(
      /raise their version: trees/,
    );
    const renamed = { ...seeds, agencies: [{ ...first!, name: 'Nama baru' }, ...agencies] };
    await db.database.transaction(async (sql) => loadSeeds(renamed, sql));
    const rows = await db.database.sql`SELECT version FROM agencies WHERE version > 1`;
    expect(rows).toEqual([{ version: 2 }]);
  });

  it.each(['agencies', 'units', 'categories', 'areas'])(
    'is public: %s, and unchanged lists are not sent again',
    async (name) => {
      const url = `/api/organisation/${name}`;
      const response = await app.inject({ method: 'GET', url });
      expect(response.statusCode).toBe(200);
      expect(response.headers['cache-control']).toBe('public, max-age=60');
      expect(response.json().items.length).toBeGreaterThan(30);
      expect(response.body).not.toContain('@');
      const again = await app.inject({
        method: 'GET',
        url,
        headers: { 'if-none-match': String(response.headers.etag) },
      });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    },
  );
});
