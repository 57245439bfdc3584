import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ComplaintAccepted, ComplaintRouted, ComplaintSubmitted, fact } from '@tuntas/events';
import { configureLog } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY, routedByRule, submitted, UNIT } from '../fixtures/cases.js';
import { ask, askWith, type Answered, platform, type Platform, type Sent } from '../fixtures/platform.js';

/** Two processes on one database: officers come in by both. */
let here: Platform;
let apps: readonly NestFastifyApplication[];

beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  here = await platform();
  // Names are read every few seconds: they are there before anybody asks.
  await here.db.database.sql`INSERT INTO agencies VALUES (${AGENCY}, 1, 'Dinas PU', true, 'WITA')`;
  await here.db.database.sql`INSERT INTO units VALUES (${UNIT}, 1, ${AGENCY}, 'Bina Marga', true, true)`;
  apps = [await here.start(), await here.start()];
});
afterAll(async () => here.close());

const coordinator = [{ role: 'coordinator', agency: AGENCY } as const];
const liaison = [{ role: 'liaison', agency: AGENCY, unit: UNIT } as const];
const MOST_RETRIES = 5;
const answered = { text: 'Lubang sudah ditutup.', outcome: 'resolved' };

async function act(
  id: string,
  what: string,
  body: object,
  sent: Sent = {},
  posts: typeof coordinator | typeof liaison = coordinator,
) {
  const [app] = apps.toSorted(() => Math.random() - 0.5);
  if (!app) throw new Error('There is no process to ask.');
  const write = { ...sent, key: sent.key ?? randomUUID() };
  let answer = await ask(app, posts, 'POST', `/api/cases/${id}/${what}`, body, write);
  // Fifty at once may find no connection in time on a busy machine: as Retry-After says, the same write is sent again.
  for (let again = 0; answer.status === 503 && again < MOST_RETRIES; again += 1)
    answer = await ask(app, posts, 'POST', `/api/cases/${id}/${what}`, body, write);
  return answer;
}
const assign = async (id: string, sent: Sent = {}) => act(id, 'assignments', { unit: UNIT }, sent);
const summary = ({ status, body }: Answered): string => `${status} ${String(body['code'] ?? body['state'])}`;

async function routed(): Promise<string> {
  const id = randomUUID();
  const receivedOn = new Date().toISOString().slice(0, 10);
  await here.kafka.publish(
    id,
    fact(ComplaintSubmitted, submitted({ receivedOn })),
    fact(ComplaintRouted, routedByRule),
  );
  await eventually(async () => expect(await journal(id)).toEqual(['case.opened', 'case.routed']));
  return id;
}

const journal = async (id: string): Promise<string[]> => {
  const rows = await here.db.database.sql<{ type: string }>`
    SELECT type FROM messaging.journal WHERE key = ${id} AND stream <> 'audit' ORDER BY id`;
  return rows.map(({ type }) => type);
};
const countOf = async (id: string, type: string): Promise<number> =>
  (await journal(id)).filter((one) => one === type).length;
const wordsOf = async (id: string): Promise<string[]> => {
  const rows = await here.db.database.sql<{ words: string }>`
    SELECT words FROM texts WHERE complaint_id = ${id} ORDER BY written_at`;
  return rows.map(({ words }) => words);
};

describe('fifty identical moves at once', () => {
  it('under fifty keys and one version: one is made, and forty-nine are told who made it', async () => {
    const id = await routed();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => assign(id, { version: 2, subject: `officer-${index}` })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const told = answers.filter(({ status }) => status !== 201);
    expect(new Set(told.map(summary))).toEqual(new Set(['409 version-stale']));
    for (const { body } of told) {
      expect(body).toMatchObject({
        expected: 2,
        version: 3,
        state: 'ASSIGNED',
        holder: 'Bina Marga (Dinas PU)',
        possible: expect.arrayContaining(['postpone', 'return', 'start', 'reassign', 'giveBack']) as unknown,
        move: 'assign',
        by: 'coordinator',
        byAgency: AGENCY,
        detail: expect.stringContaining('The agency’s coordinator (Dinas PU) gave it to a unit on '),
      });
    }
    expect(await journal(id)).toEqual(['case.opened', 'case.routed', 'case.assigned']);
    expect(JSON.stringify(answers)).not.toContain('officer-');
  });

  it('under one key: one is made, and all get its answer', async () => {
    const id = await routed();
    await assign(id);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => act(id, 'follow-ups', { text: 'Kami periksa.' }, { version: 3, key })),
    );
    expect([...new Set(answers.map((one) => JSON.stringify(one)))]).toHaveLength(1);
    expect(answers[0]).toMatchObject({ status: 201, etag: '"4"', body: { state: 'IN_PROGRESS', version: 4 } });
    expect(await countOf(id, 'case.started')).toBe(1);
    expect(await wordsOf(id)).toEqual(['Kami periksa.']);
  });
});

describe('two different moves at once', () => {
  it('have one order, and no text is lost, for each who is told reads again', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, routed));
    const untilDone = async (id: string, what: string, body: object, posts: typeof coordinator | typeof liaison) => {
      for (let version = 3; ;) {
        const { status, body: said } = await act(id, what, body, { version }, posts);
        if (status === 201) return;
        expect(status).toBe(409);
        version = Number(said['version'] ?? version);
      }
    };
    await Promise.all(
      ids.map(async (id) => {
        await assign(id);
        await Promise.all([
          untilDone(id, 'answers', answered, coordinator),
          untilDone(id, 'follow-ups', { text: 'Kami periksa.' }, liaison),
        ]);
        expect((await journal(id)).slice(3)).toEqual(['case.started', 'text.written', 'case.answered', 'text.written']);
        expect(await wordsOf(id)).toEqual(['Kami periksa.', answered.text]);
      }),
    );
  });

  it.each<[string, (id: string) => Promise<unknown>, number, [string, object], [string, object]]>([
    [
      'giving it to a unit and archiving it',
      async () => undefined,
      2,
      ['assignments', { unit: UNIT }],
      ['archivings', { reason: 'unclear', text: 'Mohon laporkan lagi.' }],
    ],
    [
      'answering and asking for more time',
      async (id) => {
        await assign(id);
        await act(id, 'follow-ups', { text: 'Kami periksa.' });
      },
      4,
      ['answers', answered],
      ['extensions', { workingDays: 2, text: 'Menunggu bahan.' }],
    ],
  ])('of which one excludes the other have one winner: %s', async (_, before, version, one, other) => {
    const ids = await Promise.all(Array.from({ length: 8 }, routed));
    await Promise.all(ids.map(before));
    for (const id of ids) {
      const [facts, words] = [await journal(id), await wordsOf(id)];
      const both = await Promise.all([one, other].map(async ([what, body]) => act(id, what, body, { version })));
      const won = both.findIndex(({ status }) => status === 201);
      expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 409]));
      expect(both[1 - won]?.body).toMatchObject({ code: 'version-stale', expected: version, version: version + 1 });
      const { text } = { text: undefined, ...([one, other][won]?.[1] as { text?: string }) };
      expect(await wordsOf(id)).toEqual(text === undefined ? words : [...words, text]);
      expect((await journal(id)).filter((type) => type !== 'text.written')).toHaveLength(
        facts.filter((type) => type !== 'text.written').length + 1,
      );
    }
  });

  it('leave nothing of the one that came second', async () => {
    const id = await routed();
    await assign(id);
    await act(id, 'follow-ups', { text: 'Kami periksa.' });
    const both = await Promise.all([
      act(id, 'answers', { ...answered, text: 'Dari koordinator.' }, { version: 4 }),
      act(id, 'answers', { ...answered, text: 'Dari penghubung.' }, { version: 4 }, liaison),
    ]);
    expect(both.map(summary).toSorted()).toEqual(['201 ANSWERED', '409 version-stale']);
    expect(await wordsOf(id)).toHaveLength(2);
    expect(await countOf(id, 'text.written')).toBe(2);
  });
});

describe('a retry', () => {
  it('is answered as the first time, also after others acted and after the case is out of sight', async () => {
    const id = await routed();
    const key = randomUUID();
    const first = await assign(id, { version: 2, key });
    expect(first).toMatchObject({ status: 201, etag: '"3"' });
    await act(id, 'follow-ups', { text: 'Kami periksa.' }, {}, liaison);
    expect(await assign(id, { version: 2, key })).toEqual(first);
    expect(await assign(id, { version: 4, key })).toEqual(first);
    await here.db.database.sql`UPDATE cases SET holder_agency = 'dinas-sosial' WHERE complaint_id = ${id}`;
    expect(await assign(id, { version: 2, key })).toEqual(first);
    expect(summary(await assign(id, { version: 2 }))).toBe('404 not-found');
    expect(await countOf(id, 'case.assigned')).toBe(1);
  });

  it('with another body, or of another act, is refused and changes nothing', async () => {
    const id = await routed();
    const key = randomUUID();
    await assign(id, { key });
    const text = { text: 'Kami periksa.' };
    expect(summary(await act(id, 'assignments', { unit: 'sepi' }, { version: 2, key }))).toBe(
      '409 idempotency-key-reused',
    );
    // With the version of now the database itself finds the key again.
    expect(summary(await act(id, 'follow-ups', text, { key }))).toBe('409 idempotency-key-reused');
    expect(summary(await act(id, 'follow-ups', text, { key, subject: 'another' }))).toBe('409 idempotency-key-reused');
    expect(await journal(id)).toHaveLength(3);
    expect(await wordsOf(id)).toEqual([]);
  });

  it('of somebody else under the same key learns no more than any other', async () => {
    const id = await routed();
    const key = randomUUID();
    await assign(id, { version: 2, key });
    expect(summary(await assign(id, { version: 2, key, subject: 'another' }))).toBe('409 version-stale');
  });
});

describe('a write', () => {
  it.each([
    [{ 'if-match': '"2"' }, '400 idempotency-key-missing'],
    [{ 'if-match': '"2"', 'idempotency-key': 'kurang' }, '400 idempotency-key-invalid'],
    [{ 'idempotency-key': randomUUID() }, '428 version-required'],
    [{ 'idempotency-key': randomUUID(), 'if-match': '*' }, '400 version-invalid'],
  ])('with %j is %s, whether there is such a case or not', async (headers, code) => {
    const [app] = apps;
    if (!app) throw new Error('There is no process to ask.');
    const sent = { headers, payload: { unit: UNIT } };
    const answers = [await routed(), randomUUID()].map(async (id) =>
      askWith(app, coordinator, `/api/cases/${id}/assignments`, sent),
    );
    expect((await Promise.all(answers)).map(summary)).toEqual([code, code]);
  });

  it('that the complainant was faster than is told so', async () => {
    const id = await routed();
    await assign(id);
    await act(id, 'follow-ups', { text: 'Kami periksa.' });
    const { body } = await act(id, 'answers', answered);
    await here.kafka.publish(id, fact(ComplaintAccepted, { answerId: String(body['textId']) }));
    await eventually(async () => expect(await countOf(id, 'case.closed')).toBe(1));
    expect((await act(id, 'answers', answered, { version: 5 })).body).toMatchObject({
      code: 'version-stale',
      state: 'CLOSED',
      by: 'complainant',
      move: 'accept',
      possible: ['publish'],
      detail: expect.stringContaining('The complainant accepted the answer on '),
    });
  });

  it('keeps whose it was for the audit alone, never in a fact', async () => {
    const id = await routed();
    await assign(id, { subject: 'siti-canary' });
    const { database } = here.db;
    expect(
      await database.sql`SELECT move, by_role, agency, unit, version, by_subject FROM officer_acts WHERE complaint_id = ${id}`,
    ).toEqual([
      { move: 'assign', by_role: 'coordinator', agency: AGENCY, unit: null, version: 3, by_subject: 'siti-canary' },
    ]);
    const entries = await database.sql<{ data: object }>`
      SELECT data FROM messaging.journal WHERE key = ${id} AND type = 'act.done'`;
    expect(entries).toEqual([
      { data: { by: { subject: 'siti-canary', role: 'coordinator', agency: AGENCY }, act: 'assign' } },
    ]);
    const facts = await database.sql<object>`
      SELECT data::text FROM messaging.journal WHERE key = ${id} AND stream <> 'audit'`;
    const [app] = apps;
    const shown = app && (await ask(app, coordinator, 'GET', `/api/cases/${id}`));
    expect(shown).toMatchObject({ etag: '"3"', body: { version: 3, lastMove: { move: 'assign', by: 'coordinator' } } });
    expect(JSON.stringify([facts, shown])).not.toContain('siti-canary');
  });
});
