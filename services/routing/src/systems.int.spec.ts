import { randomUUID } from 'node:crypto';
import { OrganisationChanged } from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import { configureLog } from '@tuntas/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOfficer, asService, asSystem, type Routing, runningRouting, withOneFactor } from '../fixtures/running.js';

const HEALTH = 'dinas-kesehatan';
const SOCIAL = 'dinas-sosial';
const REGENCY = 'kabupaten-kutai-timur';
const desk: Post = { role: 'national-desk' };
const coordinatorOf = (agency: string): Post => ({ role: 'coordinator', agency });

let here: Routing;
beforeAll(async () => {
  configureLog({ service: 'routing', level: 'silent' });
  here = await runningRouting();
});
afterAll(async () => here.close());

interface Asked {
  readonly by?: Post;
  readonly version?: number;
  readonly headers?: Record<string, string>;
}

async function write(
  method: 'PUT' | 'POST',
  path: string,
  payload: object,
  { by = desk, version, headers }: Asked = {},
) {
  const response = await here.app.inject({
    method,
    url: `/api/organisation/systems/${path}`,
    payload,
    headers: {
      ...(headers ?? (await asOfficer('rini', by))),
      'idempotency-key': randomUUID(),
      ...(version === undefined ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` }),
    },
  });
  const body = response.json() as { code?: string; field?: string; version: number };
  return { status: response.statusCode, ...body };
}
const put = async (client: string, payload: object, asked?: Asked) => write('PUT', client, payload, asked);

/** What the portal is told of it. */
async function held(client: string): Promise<object | undefined> {
  const response = await here.app.inject({
    url: `/api/internal/systems/${client}`,
    headers: await asService('portal'),
  });
  expect(response.statusCode).toBe(200);
  return (response.json() as { held?: object }).held;
}

describe('a system of an agency', () => {
  it('is registered, changed and ended by who manages the agency, and each of it is a fact that says who', async () => {
    const made = await put('simpus', { agency: HEALTH, scopes: ['cases.read'] }, { by: coordinatorOf(HEALTH) });
    expect(made).toMatchObject({ status: 200, version: 1 });
    expect(await held('simpus')).toEqual({ agency: HEALTH, scopes: ['cases.read'], until: null });
    const wider = { agency: HEALTH, scopes: ['cases.read', 'cases.act'] };
    expect(await put('simpus', wider, { by: coordinatorOf(REGENCY), version: 1 })).toMatchObject({ version: 2 });
    expect(await held('simpus')).toMatchObject({ scopes: ['cases.read', 'cases.act'] });
    expect(await write('POST', 'simpus/ending', {}, { version: 2 })).toMatchObject({ status: 200, version: 3 });
    expect(await held('simpus')).toBeUndefined();
    const facts = await here.db.database.sql<{ data: object }>`
      SELECT data FROM messaging.journal WHERE type = ${OrganisationChanged.type} ORDER BY id`;
    expect(facts.map(({ data }) => data)).toEqual([
      { what: 'system', codes: ['simpus'], role: 'coordinator', agency: HEALTH, subject: 'rini' },
      { what: 'system', codes: ['simpus'], role: 'coordinator', agency: REGENCY, subject: 'rini' },
      { what: 'system-end', codes: ['simpus'], role: 'national-desk', subject: 'rini' },
    ]);
  });

  it('ends by the database’s clock, and not a moment later', async () => {
    const [{ now } = { now: new Date() }] = await here.db.database.sql<{ now: Date }>`SELECT app_now() AS now`;
    const to = new Date(now.getTime() + 3_600_000).toISOString();
    await put('sebentar', { agency: SOCIAL, scopes: ['cases.read'], to });
    expect(await held('sebentar')).toMatchObject({ until: to });
    await here.db.moveClock('3601 seconds');
    expect(await held('sebentar')).toBeUndefined();
    expect(await write('POST', 'sebentar/ending', {}, { version: 1 })).toMatchObject({ code: 'organisation-ended' });
  });

  it('does nothing more once its agency is no more', async () => {
    await put('yatim', { agency: 'dinas-perikanan', scopes: ['cases.read'] });
    expect(await held('yatim')).toBeDefined();
    await here.db.database.sql`
      UPDATE agencies SET ended_at = app_now(), successor = ${HEALTH} WHERE code = 'dinas-perikanan'`;
    expect(await held('yatim')).toBeUndefined();
  });

  it('is not there for who manages another agency, whichever it names, and never changes its agency', async () => {
    await put('milik-kesehatan', { agency: HEALTH, scopes: ['cases.read'] });
    const theirs = coordinatorOf(SOCIAL);
    const body = (agency: string) => ({ agency, scopes: ['cases.read'] });
    expect((await put('milik-kesehatan', body(SOCIAL), { by: theirs, version: 1 })).status).toBe(404);
    expect((await put('milik-kesehatan', body(HEALTH), { by: theirs, version: 1 })).status).toBe(404);
    expect((await write('POST', 'milik-kesehatan/ending', {}, { by: theirs, version: 1 })).status).toBe(404);
    expect((await put('baru-sekali', body(HEALTH), { by: theirs })).status).toBe(404);
    const moved = await put('milik-kesehatan', body(SOCIAL), { version: 1 });
    expect(moved).toMatchObject({ status: 400, code: 'system-of-another-agency', field: 'agency' });
    const url = '/api/organisation/systems';
    const list = await here.app.inject({ url, headers: await asOfficer('budi', theirs) });
    expect(JSON.stringify(list.json())).not.toContain('milik-kesehatan');
    const own = await here.app.inject({ url, headers: await asOfficer('ani', coordinatorOf(HEALTH)) });
    expect(JSON.stringify(own.json())).toContain('milik-kesehatan');
  });

  it.each([
    ['a scope that there is not', { agency: HEALTH, scopes: ['identity.read'] }, 400],
    ['no scope', { agency: HEALTH, scopes: [] }, 400],
    ['an agency that there is not', { agency: 'dinas-entah', scopes: ['cases.read'] }, 400],
    ['an end that has been', { agency: HEALTH, scopes: ['cases.read'], to: '2020-01-01T00:00:00Z' }, 400],
    ['a secret of its own', { agency: HEALTH, scopes: ['cases.read'], secret: 'x' }, 400],
  ])('is refused with %s', async (_what, body, status) => {
    expect((await put('ditolak', body)).status).toBe(status);
    expect(await held('ditolak')).toBeUndefined();
  });

  it('is registered with two factors only, and by no system', async () => {
    const body = { agency: HEALTH, scopes: ['cases.read'] };
    const one = await put('ditolak', body, { headers: await withOneFactor('rini', desk) });
    expect([one.status, one.code]).toEqual([403, 'second-factor-required']);
    const itself = await put('ditolak', body, { headers: await asSystem('simpus', HEALTH, 'cases.act', 'cases.read') });
    expect([itself.status, itself.code]).toEqual([404, 'not-found']);
  });

  it('is told of to the portal alone', async () => {
    const url = '/api/internal/systems/milik-kesehatan';
    for (const headers of [await asService('follow-up'), await asOfficer('rini', desk)])
      expect((await here.app.inject({ url, headers })).statusCode).toBe(404);
  });
});
