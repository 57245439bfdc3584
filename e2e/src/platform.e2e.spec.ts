import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '@tuntas/events';
import { auditPlatform, DEMO_SYSTEM, demoSystemKey, type Platform, signingKey, startPlatform } from '@tuntas/local';
import { mintOfficerToken } from '@tuntas/runtime';
import { eventually, sought, soughtBytes, SystemAtProvider } from '@tuntas/testing';
import { allChecks, gather, judge, Ledger, readLedger } from '@tuntas/testing/ledger';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeCanaries } from './canaries/describe-canaries.js';
import { Complainant, newKey, type OwnView, type Promised, type Told } from './door/complainant.js';
import { lossyDoor } from './door/lossy-door.js';
import { Officer } from './door/officer.js';
import { operate } from './faults/operator.js';
import { rebuiltFigures } from './replay/rebuilt-figures.js';
import { Replay } from './replay/replay.js';
import { opened } from './thief/open-sealed.js';
import { restored } from './thief/restore.js';
import { foundInRows, foundOnBrokersDisk, foundOnDatabaseDisk, stolenDump, type StolenRow } from './thief/steal.js';
import { mark, tellVictims, victim, victimsWords } from './thief/victims.js';
import { allDrained } from './underway/drained.js';
import { Lag } from './underway/lag.js';

/** Nobody else's block: the portal's own tests and a person's `npm start` use others. */
const FIRST_PORT = 23_000;
const COORDINATOR = { role: 'coordinator', agency: 'dinas-pekerjaan-umum' } as const;
const UNIT = 'dinas-pu-bina-marga';

let dataDir: string;
let platform: Platform;
let ledger: Ledger;
let budi: Complainant;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tuntas-e2e-'));
  await chmod(dataDir, 0o711);
  platform = await startPlatform({ dataDir, firstPort: FIRST_PORT, signIn: true, env: { TOPIC_PARTITIONS: '2' } });
  ledger = await Ledger.open(join(dataDir, 'ledger.jsonl'));
  budi = new Complainant(platform.addresses.services.portal, ledger);
});
afterAll(async () => {
  await ledger.close();
  await platform.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const officer = (name: string, ...posts: ConstructorParameters<typeof Officer>[3]): Officer =>
  new Officer(platform.addresses.services.portal, platform.addresses.secretsDir, name, posts);

const canary = {
  ...victim,
  text: 'Jalan Yos Sudarso berlubang besar di depan pasar kenari-biru, mohon segera ditambal.',
};
const told: Told = {
  text: canary.text,
  title: 'Jalan berlubang',
  place: { words: 'Sangatta Utara' },
  contact: victim,
};

/** The case of a complaint, as the coordinator finds it in the own queue. */
async function inQueue(desk: Officer, queue: string, { reference }: Promised) {
  return eventually(async () => {
    const item = (await desk.queue(queue)).find((one) => one.reference === reference);
    if (!item) throw new Error(`${reference} is not in ${queue} yet`);
    return item;
  });
}

/** The first complaint of all, once its complainant has accepted the answer. */
let closed: Promised | undefined;
/** Ids of complaints of every degree of openness, that one among them; and every row of every database, stolen before it was erased. */
let victims: readonly string[] = [];
let yesterday: readonly StolenRow[] = [];

describe('a complaint', () => {
  it('goes from the door to the right office, is answered, disputed, answered again and accepted', async () => {
    const promised = await budi.tellAndLook(told);
    if (!promised) throw new Error('The complaint was refused.');
    const desk = officer('siti', COORDINATOR);
    const { complaintId } = await inQueue(desk, 'to-verify', promised);
    expect(await desk.act(`/api/cases/${complaintId}/assignments`, { unit: UNIT })).toBe(true);
    expect(await desk.act(`/api/cases/${complaintId}/assignments`, { unit: UNIT })).toBe(false);
    expect(await desk.act(`/api/cases/${complaintId}/follow-ups`, { text: 'Kami periksa besok pagi.' })).toBe(true);
    expect(await desk.act(`/api/cases/${complaintId}/answers`, { text: 'Sudah ditambal.', outcome: 'resolved' })).toBe(
      true,
    );

    const first = await answered(promised);
    expect(await budi.dispute(promised, first, 'Masih berlubang.')).toBe(true);
    await eventually(async () => expect((await budi.look(promised))?.state).toBe('IN_PROGRESS'));
    expect(await desk.act(`/api/cases/${complaintId}/answers`, { text: 'Ditambal ulang.', outcome: 'resolved' })).toBe(
      true,
    );
    const second = await answered(promised, first);
    expect(await budi.accept(promised, first, 5)).toBe(false);
    expect(await budi.accept(promised, second, 4)).toBe(true);
    await eventually(async () => expect((await budi.look(promised))?.state).toBe('CLOSED'));
    closed = promised;
  });

  it('that is secret waits at the inspectorate desk and is routed by nobody else', async () => {
    const promised = await budi.tell({ ...told, secret: true });
    if (!promised) throw new Error('The complaint was refused.');
    const inspectorate = officer('ratna', { role: 'inspectorate' });
    const item = await inQueue(inspectorate, 'to-verify', promised);
    expect(item).toMatchObject({ state: 'SUBMITTED', holder: { body: 'inspectorate-desk' } });
    const body = { agency: 'dinas-pekerjaan-umum', round: item.round };
    const elsewhere = officer('desk', { role: 'national-desk' }).act(
      `/api/complaints/${item.complaintId}/routings`,
      body,
    );
    expect(await elsewhere.catch(() => false)).toBe(false);
    // Routing learns of the case a moment after follow-up shows it, and until then refuses.
    await eventually(async () =>
      expect(await inspectorate.act(`/api/complaints/${item.complaintId}/routings`, body)).toBe(true),
    );
  });

  it('that is anonymous is opened by two persons of different posts, and its complainant reads who', async () => {
    const promised = await budi.tell({ ...told, anonymous: true });
    if (!promised) throw new Error('The complaint was refused.');
    const desk = officer('siti', COORDINATOR);
    const { complaintId, version } = await inQueue(desk, 'to-verify', promised);
    const [nadia, agus] = [officer('nadia', { role: 'national-desk' }), officer('agus', { role: 'auditor' })];
    const path = `/api/cases/${complaintId}/identity-unsealings`;
    const step = async (by: Officer, to: string, body: object = {}) => by.attempt(path + to, body, version);
    const because = { text: 'Nyawa pelapor terancam' };
    expect(await step(desk, '', because)).toMatchObject({ status: 404 });
    const asked = await step(nadia, '', because);
    expect(asked.status).toBe(201);
    const id = String(asked.body['unsealingId']);
    expect(await step(nadia, `/${id}/reading`)).toMatchObject({ status: 409, code: 'unsealing-not-agreed' });
    expect(await step(nadia, `/${id}/agreement`)).toMatchObject({ status: 409, code: 'another-person-needed' });
    expect(await step(agus, `/${id}/agreement`)).toMatchObject({ status: 200 });
    expect(await step(agus, `/${id}/reading`)).toMatchObject({ status: 404 });
    expect(await step(nadia, `/${id}/reading`)).toMatchObject({ status: 200, body: told.contact });
    expect(await step(nadia, `/${id}/reading`)).toMatchObject({ status: 409, code: 'unsealing-over' });
    const { timeline } = (await budi.look(promised)) as OwnView & { readonly timeline: readonly { line: string }[] };
    expect(timeline.map(({ line }) => line).slice(-3)).toEqual([
      expect.stringMatching(/ meminta membuka identitas pelapor\.$/),
      expect.stringMatching(/ setuju identitas itu dibuka\.$/),
      expect.stringMatching(/ membaca identitas pelapor\.$/),
    ]);
  });

  it('is read and answered by its agency’s own system, which the audit names and whose scopes bound it', async () => {
    const promised = await budi.tell(told);
    if (!promised) throw new Error('The complaint was refused.');
    const { complaintId: id } = await inQueue(officer('siti', COORDINATOR), 'to-verify', promised);
    const { services, provider, secretsDir } = platform.addresses;
    const ask = async (token: string, method: string, path: string, body?: object, version?: string) =>
      fetch(`${services.portal}/api/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body && { 'content-type': 'application/json', 'idempotency-key': newKey() }),
          ...(version === undefined ? { 'if-none-match': '*' } : { 'if-match': version }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    const two = { secondFactor: true };
    const siti = await mintOfficerToken(await signingKey(secretsDir, 'portal'), 'siti', [COORDINATOR], two);
    const registration = { agency: COORDINATOR.agency, scopes: ['cases.read', 'cases.act'] };
    expect((await ask(siti, 'PUT', `organisation/systems/${DEMO_SYSTEM}`, registration)).status).toBe(200);

    const system = new SystemAtProvider(provider, DEMO_SYSTEM, await demoSystemKey(secretsDir));
    const [both, reading] = [await system.token('cases.read cases.act'), await system.token('cases.read')];
    const shown = await ask(both, 'GET', `cases/${id}`);
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('berlubang besar')]);
    const act = async (what: string, body: object, token = both) => {
      const version = (await ask(both, 'GET', `cases/${id}`)).headers.get('etag') ?? '';
      return (await ask(token, 'POST', `cases/${id}/${what}`, body, version)).status;
    };
    expect(await act('assignments', { unit: UNIT }, reading)).toBe(404);
    expect(await act('assignments', { unit: UNIT })).toBe(201);
    expect(await act('follow-ups', { text: 'Kami periksa.' })).toBe(201);
    expect(await act('answers', { text: 'Sudah ditambal.', outcome: 'resolved' })).toBe(201);
    await answered(promised);
    for (const path of [`cases/${id}/why`, `cases/${id}/readings`, 'settings', 'organisation/posts'])
      expect((await ask(both, 'GET', path)).status, path).toBe(404);
    const followUp = await connected('follow-up');
    const { rows } = await followUp.query<{ by: object; act: string }>(
      `SELECT data -> 'by' AS by, data ->> 'act' AS act FROM messaging.journal
       WHERE key = $1 AND type = 'act.done' ORDER BY id`,
      [id],
    );
    await followUp.end();
    const by = { ...COORDINATOR, subject: `system ${DEMO_SYSTEM}` };
    expect(rows).toEqual(['assign', 'start', 'answer'].map((done) => ({ by, act: done })));
  });

  it('moves once for an officer who gets no answer twice and asks again', async () => {
    const promised = await budi.tell(told);
    if (!promised) throw new Error('The complaint was refused.');
    const { complaintId } = await inQueue(officer('siti', COORDINATOR), 'to-verify', promised);
    const door = await lossyDoor(platform.addresses.services.portal, 2);
    const siti = new Officer(door.url, platform.addresses.secretsDir, 'siti', [COORDINATOR]);
    expect(await siti.act(`/api/cases/${complaintId}/assignments`, { unit: UNIT })).toBe(true);
    await door.close();
    // Done by the first, and answered again by the second and the third.
    expect(door.lost).toEqual([201, 201]);
    expect(await inQueue(officer('siti', COORDINATOR), 'unit', promised)).toMatchObject({ version: 3 });
  });

  it('sent fifty times at once with one key is one complaint', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 50 }, async () => budi.tell(told, key)));
    expect(new Set(answers.map((one) => one?.reference)).size).toBe(1);
    expect(new Set(answers.map((one) => one?.receipt)).size).toBe(1);
  });

  async function answered(promised: Promised, butNot = ''): Promise<string> {
    return eventually(async () => {
      const view = await budi.look(promised);
      if (view?.state !== 'ANSWERED' || !view.answerId || view.answerId === butNot) throw new Error('no answer yet');
      return view.answerId;
    });
  }
});

describe('an endpoint of officers', () => {
  const id = '0193a000-0000-7000-8000-00000000000a';
  const endpoints = [
    ['GET', '/api/queues'],
    ['GET', '/api/queues/to-verify'],
    ['GET', `/api/cases/${id}`],
    ['POST', `/api/cases/${id}/assignments`],
    ['POST', `/api/cases/${id}/follow-ups`],
    ['POST', `/api/cases/${id}/answers`],
    ['GET', `/api/complaints/${id}/routing`],
    ['POST', `/api/complaints/${id}/routings`],
  ] as const;
  const forged = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwicG9zdHMiOlt7InJvbGUiOiJuYXRpb25hbC1kZXNrIn1dfQ.';

  it.each(endpoints)('%s %s says nothing without a valid token', async (method, path) => {
    for (const token of [undefined, 'nonsense', forged]) {
      const response = await fetch(platform.addresses.services.portal + path, {
        method,
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        ...(method === 'POST' ? { body: '{}' } : {}),
      });
      expect(response.status).toBe(401);
    }
  });

  it('of one service for another is not reachable from outside', async () => {
    const response = await fetch(`${platform.addresses.services.portal}/api/internal/complaints/${id}/contact`);
    expect(response.status).toBe(404);
  });
});

describe('the whole platform', () => {
  it('replays complaints to their end without a violation', async () => {
    const replay = new Replay({ addresses: platform.addresses, complainant: budi, ledger, own: platform });
    const file = join(import.meta.dirname, '..', 'data', 'complaints-200.csv');
    expect(await replay.run({ file, limit: 60, rate: 40 })).toBe(true);
  });

  it('finds a planted loss: a checker that cannot fail proves nothing', async () => {
    const entries = await readLedger(ledger.path);
    const invented = {
      key: newKey(),
      textHash: '',
      secret: false,
      references: ['KTM-0000-00000'],
      receipts: ['x'],
      seen: [],
    };
    const evidence = await gather(platform.addresses, [...entries, invented]);
    const { counts } = await judge(evidence, allChecks);
    await evidence.close();
    expect(counts['I1']).toBe(1);
  });

  it('tells a thief of every database and of the broker’s disk nobody’s name and no secret word', async () => {
    const { addresses } = platform;
    const promised = await tellVictims(budi);
    const references = [closed ?? [], promised].flat().map(({ reference }) => reference);
    // What was told is on its way to everybody, and out of follow-up's rows again where it was made secret.
    const lag = new Lag(addresses);
    await allDrained(lag, services);
    await lag.close();
    const hidden = [sought(mark), sought(victimsWords.secret)];
    const [raised, open] = [
      sought(victimsWords.raised),
      soughtBytes(victimsWords.open, Buffer.from(victimsWords.open)),
    ];
    yesterday = await stolenDump(addresses);
    expect(foundInRows(yesterday, [...hidden, raised])).toEqual([]);
    expect(foundInRows(yesterday, [open])).toContain(`${open.text} in follow-up public.told`);
    victims = (await asked('intake', 'SELECT id FROM complaints WHERE reference = ANY ($1)', [references])).map(
      ({ id }) => id,
    );
    expect(new Set(yesterday.map(({ database }) => database))).toEqual(new Set(Object.keys(addresses.databases)));
    const onDisk = await foundOnDatabaseDisk(addresses, [...hidden, open]);
    expect(onDisk.filter((line) => !line.startsWith(open.text))).toEqual([]);
    expect(onDisk.some((line) => line.includes('base/')) && onDisk.some((line) => line.includes('pg_wal/'))).toBe(true);
    expect(await foundOnBrokersDisk(addresses, [...hidden, open])).toEqual([`${open.text} in tuntas.intake.texts.v1`]);
    expect(opened({ rows: yesterday }, victims, mark)).toEqual([]);
    // The same thief with the one thing that lies in no database reads all of them.
    expect(opened({ rows: yesterday, keys: [await keyEncryptionKey()] }, victims, mark)).toEqual(victims);
  });

  it('is found to leak where a name, or the key itself, lies in some row', async () => {
    const { addresses } = platform;
    const plant = async (database: string, reason: string, body: Buffer) =>
      asked(
        database,
        `INSERT INTO messaging.set_aside (stream, key, reason, headers, body, set_aside_by, set_aside_at)
         VALUES ('planted', 'planted', $1, '{}', $2, 'planted', now())`,
        [reason, body],
      );
    await plant('notification', 'x', Buffer.from(`<${victim.email}>`));
    await plant('statistics', `kunci ${(await keyEncryptionKey()).toString('base64')}`, Buffer.alloc(0));
    const rows = await stolenDump(addresses);
    expect(foundInRows(rows, [sought(mark)])).toEqual([`${mark} in notification messaging.set_aside`]);
    expect(opened({ rows }, victims, mark)).toEqual(victims);
    for (const database of ['notification', 'statistics']) await asked(database, 'DELETE FROM messaging.set_aside', []);
  });

  it('forgets who told it and what: figures, states and audit stay as a head from the public address has them', async () => {
    const { services } = platform.addresses;
    const { receipt, reference } = closed ?? {};
    const published = await (await fetch(`${services.portal}/api/audit/heads`)).json();
    expect(published).toMatchObject({ missing: [] });
    const file = join(dataDir, 'heads.json');
    await writeFile(file, JSON.stringify(published));
    const verify = async (...more: string[]) => auditPlatform(platform.addresses, ['verify', '--from', file, ...more]);
    const figures = async () =>
      ((await (await fetch(`${services.portal}/api/figures`)).json()) as { figures: { id: string }[] }).figures.map(
        (one) => ({ ...one, computedAt: undefined }),
      );
    const shownToAll = async () => (await fetch(`${services.portal}/api/complaints/${reference}`)).json();
    const [before, state] = [await figures(), await shownToAll()];
    const databases = await Promise.all(['intake', 'intake-keys', 'follow-up'].map(async (name) => connected(name)));
    const [intake, keys, followUp] = databases as [pg.Client, pg.Client, pg.Client];
    const [{ id } = { id: '' }] = (await intake.query(`SELECT id FROM complaints WHERE reference = $1`, [reference]))
      .rows;
    expect((await keys.query('SELECT FROM data_keys WHERE complaint_id = $1', [id])).rowCount).toBeGreaterThan(0);

    const body = JSON.stringify({ receipt });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${services.portal}/api/receipt/erasures`, { method: 'POST', headers, body });
    expect(answer.status).toBe(202);
    expect((await keys.query('SELECT FROM data_keys WHERE complaint_id = $1', [id])).rowCount).toBe(0);
    await eventually(async () => {
      const told = await followUp.query('SELECT FROM told WHERE complaint_id = $1 AND words IS NOT NULL', [id]);
      const texts = await followUp.query('SELECT FROM texts WHERE complaint_id = $1 AND words IS NOT NULL', [id]);
      const own = await intake.query('SELECT FROM texts WHERE complaint_id = $1 AND words IS NOT NULL', [id]);
      expect([told.rowCount, texts.rowCount, own.rowCount]).toEqual([0, 0, 0]);
    });
    const today = await stolenDump(platform.addresses);
    const said = ['kenari-biru', 'Masih berlubang', 'Kami periksa besok pagi', 'Sudah ditambal', 'Ditambal ulang'];
    const saidIn = (rows: readonly StolenRow[]) =>
      foundInRows(
        rows.filter(({ text }) => text.includes(id)),
        said.map(sought),
      );
    expect(new Set(saidIn(yesterday).map((line) => line.split(' in ')[0]))).toEqual(new Set(said));
    expect(saidIn(today)).toEqual([]);
    // Yesterday's backups open nothing any more, key encryption key or not: only the keys' own backup would.
    const keysOwn = ({ database }: StolenRow): boolean => database === 'intake-keys';
    const [withKeys, key] = [yesterday.filter(keysOwn), await keyEncryptionKey()];
    const loot = { rows: [...yesterday.filter((row) => !keysOwn(row)), ...today], keys: [key] };
    expect(opened(loot, [id], mark)).toEqual([]);
    expect(opened({ ...loot, rows: [...loot.rows, ...withKeys] }, [id], mark)).toEqual([id]);
    // All of them, the keys' too, are restored from before it: the erased stays erased.
    await restored(platform.addresses, yesterday, id);
    expect(saidIn(await stolenDump(platform.addresses))).toEqual(saidIn(yesterday));
    for (const service of ['intake', 'follow-up', 'routing'] as const)
      await operate({ platform }, service, 'erase-again');
    const afterRestore = await stolenDump(platform.addresses);
    expect(saidIn(afterRestore)).toEqual([]);
    expect(opened({ rows: afterRestore, keys: [key] }, [id], mark)).toEqual([]);
    expect(await figures()).toEqual(before);
    expect(await shownToAll()).toEqual(state);
    expect(await rebuiltFigures(platform.addresses)).toContain('rows that differ: 0');
    const { well, said: lines } = await verify();
    const whole = lines.filter((line) => /^\S+: \d+ entries in \d+ batches are as they were chained/.test(line));
    expect([well, whole.length, lines.length]).toEqual([true, 5, 5]);
    const journals = await Promise.all(
      [intake, followUp].map(async (one) => one.query('SELECT * FROM messaging.journal')),
    );
    expect(JSON.stringify(journals.map(({ rows }) => rows as unknown))).not.toMatch(/kenari|Masih berlubang/);

    const forge = `UPDATE messaging.journal SET data = '{}' WHERE id = (SELECT max(id) - 3 FROM messaging.journal)`;
    await expect(intake.query(forge)).rejects.toThrow('permission denied');
    const owner = new pg.Client({ connectionString: platform.addresses.owners['intake'] });
    await owner.connect();
    await owner.query(forge);
    await owner.end();
    expect((await verify('--service', 'intake')).well).toBe(false);
    await Promise.all(databases.map(async (one) => one.end()));
  });
});

describeCanaries(() => platform);

async function connected(name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: platform.addresses.databases[name] });
  await client.connect();
  return client;
}

async function asked(name: string, sql: string, values: unknown[]): Promise<{ id: string }[]> {
  const client = await connected(name);
  try {
    return (await client.query<{ id: string }>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const keyEncryptionKey = async (): Promise<Buffer> =>
  Buffer.from(await readFile(join(platform.addresses.secretsDir, 'key-encryption-key'), 'utf8'), 'base64');
