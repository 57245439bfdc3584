import { randomUUID } from 'node:crypto';
import { AgencyDescribed, ComplaintTold, fact, OrganisationChanged, type Role, UnitDescribed } from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import { configureLog, registry } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOfficer, asService, type Routing, runningRouting, withOneFactor } from '../fixtures/running.js';

let here: Routing;
beforeAll(async () => {
  configureLog({ service: 'routing', level: 'silent' });
  here = await runningRouting();
});
afterAll(async () => here.close());

const REGENCY = 'kabupaten-kutai-timur';
const HEALTH = 'dinas-kesehatan';
const SOCIAL = 'dinas-sosial';
const desk: readonly Post[] = [{ role: 'national-desk' }];
const coordinatorOf = (agency: string): readonly Post[] => [{ role: 'coordinator', agency }];

interface Write {
  readonly by?: readonly Post[];
  readonly subject?: string;
  readonly version?: number;
  readonly key?: string;
  readonly method?: 'PUT' | 'POST';
}
interface Answered {
  readonly status: number;
  readonly code: string;
  readonly key: string;
  readonly version: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function write(path: string, payload: object, asked: Write = {}): Promise<Answered> {
  const { by = desk, subject = 'desk', version = 0, key = randomUUID(), method = 'POST' } = asked;
  const condition = version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` };
  const response = await here.app.inject({
    method,
    url: `/api/organisation/${path}`,
    payload,
    headers: { ...(await asOfficer(subject, ...by)), 'idempotency-key': key, ...condition },
  });
  const body = response.json();
  return { status: response.statusCode, code: body.code, key: body.key, version: body.version, body };
}
const put = async (path: string, payload: object, asked: Write = {}) =>
  write(path, payload, { ...asked, method: 'PUT' });

async function actsAs(subject: string): Promise<string[]> {
  const url = `/api/internal/officers/${subject}/posts`;
  const response = await here.app.inject({ url, headers: await asService('portal') });
  return response.json().posts.map(({ role, agency }: Post) => [role, agency].filter(Boolean).join(' '));
}

/** The newest description of a row, as its readers have it. */
async function described(type: string, code: string): Promise<Record<string, unknown> | undefined> {
  const records = await here.kafka.read(`${here.kafka.topicPrefix}tuntas.organisation.v1`);
  const last = records.findLast(({ headers, key }) => headers['ce_type'] === type && key === code);
  return last && JSON.parse(last.value ?? '{}');
}
/** The version of a new row once the clock that follows standing has looked at it, which raises it. */
async function settledVersion(code: string): Promise<number> {
  await here.standingFollowed();
  const [row] = await here.db.database.sql<{ version: number }>`
    SELECT version FROM agencies WHERE code = ${code} UNION ALL SELECT version FROM units WHERE code = ${code}`;
  return row?.version ?? 0;
}
const journal = async (type: string) =>
  here.db.database.sql<{ data: Record<string, unknown> }>`
    SELECT data FROM messaging.journal WHERE type = ${type} ORDER BY id`;

describe('agencies, units and categories', () => {
  it('are made, changed and ended by the national desk; each change is a fact that says who', async () => {
    const created = await put('units/unit-baru', { agency: HEALTH, name: 'Unit Baru' });
    expect(created).toMatchObject({ status: 200, key: 'unit-baru', version: 1 });
    const version = await settledVersion('unit-baru');
    const renamed = await put('units/unit-baru', { agency: HEALTH, name: 'Unit Lama' }, { version });
    expect(renamed).toMatchObject({ status: 200, version: version + 1 });
    await eventually(async () => {
      const told = await described(UnitDescribed.type, 'unit-baru');
      expect(told).toMatchObject({ name: 'Unit Lama', active: true, hasLiaison: false });
    });
    const said = (await journal(OrganisationChanged.type)).map(({ data }) => data);
    expect(said).toContainEqual({ what: 'unit', codes: ['unit-baru'], role: 'national-desk', subject: 'desk' });
  });

  it('say who was first to whoever saw an older version, and answer a retry as the first time', async () => {
    const key = randomUUID();
    const first = await put('categories', { code: 'baru', name: 'Baru' }, { key });
    await put('categories', { code: 'baru', name: 'Lebih baru' }, { version: 1 });
    expect(await put('categories', { code: 'baru', name: 'Baru' }, { key })).toMatchObject({
      status: 200,
      version: first.version,
    });
    const late = await put('categories', { code: 'baru', name: 'Terlambat' }, { version: 1 });
    expect([late.status, late.code, late.body['version']]).toEqual([409, 'organisation-version-stale', 2]);
    expect((await put('categories', { code: 'lain', name: 'Baru' }, { key })).code).toBe('idempotency-key-reused');
  });

  it('refuse a ring, an orphan, a taken code and an unknown area, all with the field', async () => {
    const agency = { name: 'Badan Uji', kind: 'office', zone: 'WITA' };
    await put('agencies/atas', { ...agency, parent: REGENCY });
    await put('agencies/bawah', { ...agency, parent: 'atas' });
    const of = ({ status, code, body }: Answered) => [status, code, body['field']];
    const version = await settledVersion('atas');
    expect(of(await put('agencies/atas', { ...agency, parent: 'bawah' }, { version }))).toEqual([
      400,
      'organisation-ring',
      'parent',
    ]);
    expect(of(await put('agencies/yatim', { ...agency, parent: 'entah' }))).toEqual([
      400,
      'organisation-parent-unknown',
      'parent',
    ]);
    expect(of(await put('agencies/dinas-pu-bina-marga', agency))).toEqual([400, 'organisation-code-taken', 'code']);
    expect(of(await put('agencies/jauh', { ...agency, area: '99.99' }))).toEqual([
      400,
      'organisation-area-unknown',
      'area',
    ]);
    expect(of(await write('agencies/atas/ending', { successor: HEALTH }, { version }))).toEqual([
      400,
      'organisation-has-children',
      'code',
    ]);
  });

  it('end with their posts; nobody names them any more, and the successor is told', async () => {
    await put('agencies/sementara', { name: 'Badan Sementara', kind: 'office', zone: 'WITA', parent: REGENCY });
    await write('posts', { subject: 'tuti', role: 'coordinator', agency: 'sementara' });
    expect(await actsAs('tuti')).toEqual(['coordinator sementara']);
    const version = await eventually(async () => {
      const told = await described(AgencyDescribed.type, 'sementara');
      expect(told).toMatchObject({ active: true });
      return Number(told?.['version']);
    });
    expect(await write('agencies/sementara/ending', { successor: HEALTH }, { version })).toMatchObject({ status: 200 });
    expect(await actsAs('tuti')).toEqual([]);
    await eventually(async () =>
      expect(await described(AgencyDescribed.type, 'sementara')).toMatchObject({ active: false, successor: HEALTH }),
    );
    await eventually(async () => {
      const list = await here.app.inject({ url: '/api/organisation/agencies' });
      expect(list.json().items.map(({ code }: { code: string }) => code)).not.toContain('sementara');
    });
  });
});

describe('what a coordinator may change', () => {
  const regent = { by: coordinatorOf(REGENCY), subject: 'regent' };
  const own = { by: coordinatorOf(HEALTH), subject: 'health' };

  it('is units of the own agency and of those below, never a neighbour’s', async () => {
    expect((await put('units/poli-gigi', { agency: HEALTH, name: 'Poli Gigi' }, own)).status).toBe(200);
    expect((await put('units/dari-atas', { agency: HEALTH, name: 'Dari Atas' }, regent)).status).toBe(200);
    expect((await put('units/tetangga', { agency: SOCIAL, name: 'Tetangga' }, own)).status).toBe(404);
    expect((await put('categories', { code: 'punya-kami', name: 'Punya kami' }, regent)).status).toBe(404);
    const agency = { name: 'Seksi', kind: 'office', zone: 'WITA', parent: HEALTH };
    expect((await put('agencies/seksi', agency, own)).status).toBe(200);
    expect((await put(`agencies/${HEALTH}`, { ...agency, parent: REGENCY }, { ...own, version: 1 })).status).toBe(404);
    expect((await put('agencies/lepas', { ...agency, parent: undefined }, own)).status).toBe(404);
  });

  const roles: readonly (readonly [Role, number, number])[] = [
    ['liaison', 200, 200],
    ['validator', 200, 200],
    ['leader', 404, 200],
    ['coordinator', 404, 200],
    ['national-desk', 404, 404],
    ['inspectorate', 404, 404],
    ['oversight', 404, 404],
    ['auditor', 404, 404],
  ];
  it.each(roles)('may make a %s: %i in the own agency, %i below', async (role, inOwn, below) => {
    const inside = !['national-desk', 'inspectorate', 'oversight', 'auditor'].includes(role);
    const body = (subject: string) => ({ subject, role, ...(inside && { agency: HEALTH }) });
    expect((await write('posts', body(`own-${role}`), own)).status).toBe(inOwn === 200 ? 201 : inOwn);
    expect((await write('posts', body(`below-${role}`), regent)).status).toBe(below === 200 ? 201 : below);
  });

  it('is never a post for oneself, nor a deputyship – not even for the national desk', async () => {
    for (const [by, subject] of [
      [coordinatorOf(REGENCY), 'regent'],
      [desk, 'desk'],
    ] as const) {
      const made = await write('posts', { subject, role: 'leader', agency: HEALTH }, { by, subject });
      expect([made.status, made.code, made.body['field']]).toEqual([400, 'post-of-oneself', 'subject']);
    }
    const { key, version } = await write('posts', { subject: 'umar', role: 'liaison', agency: HEALTH }, own);
    const absence = { from: new Date(Date.now() + 60_000), deputy: 'health' };
    const away = await put(`posts/${key}/absences/${randomUUID()}`, absence, { ...own, version });
    expect([away.status, away.code, away.body['field']]).toEqual([400, 'post-of-oneself', 'deputy']);
  });

  it('is listed with the versions that a change names: the own and those below, of nobody else', async () => {
    const listed = async (...by: readonly Post[]) => {
      const headers = await asOfficer('reader', ...by);
      const { items } = (await here.app.inject({ url: '/api/organisation/posts', headers })).json();
      return (items as { subject: string; version: number }[]).map(({ subject, version }) => `${subject} ${version}`);
    };
    expect(await listed(...coordinatorOf(HEALTH))).toEqual(await listed(...coordinatorOf(REGENCY)));
    expect(await listed(...coordinatorOf(HEALTH))).toContain('own-liaison 1');
    expect(await listed(...coordinatorOf(SOCIAL))).toEqual([]);
    expect(await listed({ role: 'auditor' })).toContain('own-liaison 1');
  });

  it('is nothing for anybody else: the answer is the same as for what is not there', async () => {
    const body = { agency: HEALTH, name: 'Unit' };
    const missing = await put('units/poli-gigi/x', body);
    for (const role of ['leader', 'liaison', 'validator'] as const) {
      const answer = await put('units/poli-gigi', body, { by: [{ role, agency: HEALTH }], version: 1 });
      expect([answer.status, answer.body]).toEqual([404, missing.body]);
    }
    const answer = await put('units/poli-gigi', body, { by: coordinatorOf(SOCIAL), version: 1 });
    expect([answer.status, answer.body]).toEqual([404, missing.body]);
  });
});

describe('posts and absences, by the clock', () => {
  const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);
  afterAll(async () => here.db.moveClock('0 seconds'));

  it('a deputy acts inside the absence and the post only; a post that ended a second ago is none', async () => {
    const made = await write('posts', { subject: 'vera', role: 'leader', agency: SOCIAL, to: minutes(100) });
    const absence = `posts/${made.key}/absences/${randomUUID()}`;
    const away = await put(absence, { from: minutes(10), to: minutes(20), deputy: 'wati' }, { version: made.version });
    expect(away).toMatchObject({ status: 200, version: made.version + 1 });
    const acting = async () => [
      ...(await actsAs('vera')).map(() => 'vera'),
      ...(await actsAs('wati')).map(() => 'wati'),
    ];
    const seen = [await acting()];
    for (const at of [11, 19, 21, 99]) {
      await here.db.moveClock(`${at} minutes`);
      seen.push(await acting());
    }
    await here.db.moveClock('100 minutes 1 second');
    seen.push(await acting());
    expect(seen).toEqual([['vera'], ['wati'], ['wati'], ['vera'], ['vera'], []]);
    await here.db.moveClock('0 seconds');
  });

  it('an absence ends when the officer is back, and its deputy never changes while it lasts', async () => {
    const { key, version } = await write('posts', { subject: 'xena', role: 'liaison', agency: SOCIAL });
    const absence = `posts/${key}/absences/${randomUUID()}`;
    const away = await put(absence, { from: minutes(10), to: minutes(50), deputy: 'yuni' }, { version });
    await here.db.moveClock('20 minutes');
    expect([await actsAs('xena'), await actsAs('yuni')]).toEqual([[], [`liaison ${SOCIAL}`]]);
    const other = await put(absence, { from: minutes(10), to: minutes(50), deputy: 'zaki' }, { version: away.version });
    expect([other.status, other.code]).toEqual([400, 'absence-began']);
    const back = { from: minutes(10), to: minutes(21), deputy: 'yuni' };
    expect((await put(absence, back, { version: away.version })).status).toBe(200);
    await here.db.moveClock('22 minutes');
    expect([await actsAs('xena'), await actsAs('yuni')]).toEqual([[`liaison ${SOCIAL}`], []]);
    await here.db.moveClock('0 seconds');
  });

  it('an agency whose last coordinator’s post ends is answered for by its parent, with an alarm', async () => {
    const alarms = async () =>
      (await registry.getMetricsAsJSON())
        .find(({ name }) => name === 'tuntas_alarms_total')
        ?.values.find(({ labels }) => labels['alarm'] === 'agency-without-coordinator')?.value;
    const routed = async () => {
      const id = randomUUID();
      await here.kafka.publish(id, fact(ComplaintTold, toldOf('dinas-perhubungan')));
      return eventually(async () => {
        const [answer] = await here.db.database.sql<{ agency: string; reasons: object[] }>`
          SELECT agency, reasons FROM answers WHERE complaint_id = ${id}`;
        expect(answer).toBeDefined();
        return answer;
      });
    };
    expect(await routed()).toMatchObject({ agency: 'dinas-perhubungan' });
    const { key, version } = await write('posts', { subject: 'adi', role: 'coordinator', agency: 'dinas-perhubungan' });
    const before = (await alarms()) ?? 0;
    await write(`posts/${key}/ending`, {}, { version });
    await eventually(async () =>
      expect(await described(AgencyDescribed.type, 'dinas-perhubungan')).toMatchObject({
        active: false,
        answeredBy: REGENCY,
      }),
    );
    expect(await alarms()).toBe(before + 1);
    await eventually(async () =>
      expect(await routed()).toMatchObject({
        agency: REGENCY,
        reasons: expect.arrayContaining([{ kind: 'parent-answers', agency: 'dinas-perhubungan' }]),
      }),
    );
    await write('posts', { subject: 'budi', role: 'coordinator', agency: 'dinas-perhubungan' });
    await eventually(async () => {
      const told = await described(AgencyDescribed.type, 'dinas-perhubungan');
      expect([told?.['active'], told?.['answeredBy']]).toEqual([true, undefined]);
    });
  });

  it('an agency whose coordinator is away has a deputy, or is answered for until the return', async () => {
    const agency = 'dinas-pariwisata';
    const { key, version } = await write('posts', { subject: 'citra', role: 'coordinator', agency });
    const absences = `posts/${key}/absences`;
    const first = await put(`${absences}/${randomUUID()}`, { from: minutes(10), to: minutes(20) }, { version });
    const second = { from: minutes(30), to: minutes(40), deputy: 'dewi' };
    await put(`${absences}/${randomUUID()}`, second, { version: first.version });
    const seen: unknown[] = [];
    for (const at of [0, 11, 21, 31]) {
      await here.db.moveClock(`${at} minutes`);
      await here.standingFollowed();
      const [row] = await here.db.database
        .sql`SELECT coordinator_filled, answered_by FROM agencies WHERE code = ${agency}`;
      seen.push([row?.['coordinator_filled'], row?.['answered_by']]);
    }
    await here.db.moveClock('0 seconds');
    expect(seen).toEqual([
      [true, null],
      [false, REGENCY],
      [true, null],
      [true, null],
    ]);
  });

  it('an agency of which no post is known stays as it was', async () => {
    expect(await described(AgencyDescribed.type, 'dinas-perikanan')).toMatchObject({ active: true, version: 1 });
  });
});

function toldOf(agencyNamed: string) {
  return {
    reference: 'TEST',
    kind: 'complaint' as const,
    class: 'unknown' as const,
    channel: 'web' as const,
    language: 'id' as const,
    anonymous: false,
    secret: false,
    urgent: false,
    possiblySupervisory: false,
    wordListVersion: '1',
    receivedOn: '2026-11-23',
    textId: randomUUID(),
    agencyNamed,
    text: 'angkutan umum tidak datang',
  };
}

describe('a change of the organisation', () => {
  const id = randomUUID();
  it.each([
    ['PUT', 'agencies/dinas-sosial'],
    ['POST', 'agencies/dinas-sosial/ending'],
    ['PUT', 'units/poli-gigi'],
    ['POST', 'units/poli-gigi/ending'],
    ['PUT', 'categories'],
    ['POST', 'categories/ending'],
    ['POST', 'posts'],
    ['PUT', `posts/${id}`],
    ['POST', `posts/${id}/ending`],
    ['PUT', `posts/${id}/absences/${id}`],
    ['POST', 'imports'],
  ] as const)('%s %s wants two factors of who may, and is not there for who may not', async (method, path) => {
    const ask = async (...by: readonly Post[]) => {
      const headers = {
        ...(await withOneFactor('desk', ...by)),
        'idempotency-key': randomUUID(),
        'if-none-match': '*',
      };
      const answer = await here.app.inject({ method, url: `/api/organisation/${path}`, headers, payload: {} });
      return [answer.statusCode, answer.json().code];
    };
    expect(await ask(...desk)).toEqual([403, 'second-factor-required']);
    expect(await ask({ role: 'liaison', agency: SOCIAL })).toEqual([404, 'not-found']);
  });
});
