import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configureLog, endpointsOf } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOfficer, type Routing, runningRouting } from '../fixtures/running.js';
import { appoint } from './appoint.js';
import { readSeeds } from './seeds.js';
import { loadSeeds } from './store/load-seeds.js';

/*
 * Who may do what, and by what complaints are routed: whichever way it is changed, the transaction that changes it puts an
 * entry into the journal that names the row. Postgres itself says which transaction wrote a row (`xmin`).
 */
const tables = [
  'agencies',
  'units',
  'categories',
  'areas',
  'posts',
  'absences',
  'systems',
  'rules',
  'functions',
  'former_names',
];
const unrecorded = `
  WITH rows AS (
    SELECT 'agencies' AS of, code AS name, xmin FROM agencies UNION ALL SELECT 'units', code, xmin FROM units
    UNION ALL SELECT 'categories', code, xmin FROM categories UNION ALL SELECT 'areas', code, xmin FROM areas
    UNION ALL SELECT 'posts', id::text, xmin FROM posts UNION ALL SELECT 'absences', post::text, xmin FROM absences
    UNION ALL SELECT 'rules', id, xmin FROM rules UNION ALL SELECT 'functions', function, xmin FROM functions
    UNION ALL SELECT 'former_names', code, xmin FROM former_names UNION ALL SELECT 'systems', client, xmin FROM systems
  ), entries AS (
    SELECT xmin, key AS name FROM messaging.journal
    WHERE type IN ('post.changed', 'rule.changed', 'standing.changed') AND stream = 'audit'
    UNION ALL SELECT xmin, json_array_elements_text(data -> 'codes') FROM messaging.journal
    WHERE type IN ('organisation.changed', 'organisation.seeded')
  )
  SELECT of, name FROM rows WHERE NOT EXISTS (
    SELECT FROM entries WHERE entries.xmin::text = rows.xmin::text AND entries.name = rows.name) LIMIT 20`;

const HEALTH = 'dinas-kesehatan';
const office = { name: 'Badan Uji', kind: 'office', parent: 'kabupaten-kutai-timur', zone: 'WITA' };
const day = (after: number): string => new Date(Date.now() + after * 86_400_000).toISOString();
const folder = mkdtempSync(join(tmpdir(), 'tuntas-audited-'));

let here: Routing;
let post = '';
beforeAll(async () => {
  configureLog({ service: 'routing', level: 'silent' });
  here = await runningRouting();
});
afterAll(async () => {
  await here.close();
  rmSync(folder, { recursive: true });
});

/** What is sent through a door; `of` is the row of which the version is, where it is not new. */
interface Sent {
  readonly at: string;
  readonly payload: object | string;
  readonly of?: readonly [table: 'agencies' | 'units' | 'categories' | 'posts' | 'systems', key: string];
}

/** Every door through which officers change the organisation, and one change through each, in this order. */
const doors: Readonly<Record<string, () => Sent>> = {
  'PUT /api/organisation/agencies/:code': () => ({ at: 'agencies/badan-uji', payload: office }),
  'POST /api/organisation/agencies/:code/ending': () => ({
    at: 'agencies/badan-uji/ending',
    payload: { successor: HEALTH },
    of: ['agencies', 'badan-uji'],
  }),
  'PUT /api/organisation/units/:code': () => ({ at: 'units/unit-uji', payload: { agency: HEALTH, name: 'Unit Uji' } }),
  'POST /api/organisation/imports': () => ({
    at: 'imports?table=units',
    payload: `code,agency,name\nunit-lama,${HEALTH},Unit Lama`,
  }),
  'POST /api/organisation/units/:code/ending': () => ({
    at: 'units/unit-lama/ending',
    payload: { successor: 'unit-uji' },
    of: ['units', 'unit-lama'],
  }),
  'PUT /api/organisation/categories': () => ({ at: 'categories', payload: { code: 'uji', name: 'Uji' } }),
  'POST /api/organisation/categories/ending': () => ({
    at: 'categories/ending',
    payload: { code: 'uji' },
    of: ['categories', 'uji'],
  }),
  'POST /api/organisation/posts': () => ({
    at: 'posts',
    payload: { subject: 'ani', role: 'liaison', agency: HEALTH, unit: 'unit-uji' },
  }),
  'PUT /api/organisation/posts/:id/absences/:absence': () => ({
    at: `posts/${post}/absences/${randomUUID()}`,
    payload: { from: day(1), to: day(2), deputy: 'budi' },
    of: ['posts', post],
  }),
  'PUT /api/organisation/posts/:id': () => ({
    at: `posts/${post}`,
    payload: { subject: 'ani', role: 'liaison', agency: HEALTH, unit: 'unit-uji', to: day(30) },
    of: ['posts', post],
  }),
  'POST /api/organisation/posts/:id/ending': () => ({ at: `posts/${post}/ending`, payload: {}, of: ['posts', post] }),
  'PUT /api/organisation/systems/:code': () => ({
    at: 'systems/sistem-uji',
    payload: { agency: HEALTH, scopes: ['cases.read'] },
  }),
  'POST /api/organisation/systems/:code/ending': () => ({
    at: 'systems/sistem-uji/ending',
    payload: {},
    of: ['systems', 'sistem-uji'],
  }),
  'POST /api/organisation/reorganisations': () => ({
    at: 'reorganisations',
    payload: {
      agency: HEALTH,
      effectiveAt: day(40),
      changes: [{ becomes: 'renamed', unit: 'unit-uji', name: 'Unit Baru' }],
    },
  }),
};

/** Of tables whose key is no code. */
const keyColumns: Readonly<Record<string, string>> = { posts: 'id', systems: 'client' };

async function send(door: string, { at, payload, of }: Sent): Promise<Record<string, unknown>> {
  const [table, key] = of ?? [];
  const column = keyColumns[table ?? ''] ?? 'code';
  const [row] = table
    ? await here.db.database.query<{ version: number }>(`SELECT version FROM ${table} WHERE ${column} = $1`, [key])
    : [];
  const response = await here.app.inject({
    method: door.startsWith('PUT') ? 'PUT' : 'POST',
    url: `/api/organisation/${at}`,
    payload,
    headers: {
      ...(await asOfficer('desk', { role: 'national-desk' })),
      'idempotency-key': randomUUID(),
      ...(row ? { 'if-match': `"${row.version}"` } : { 'if-none-match': '*' }),
      ...(typeof payload === 'string' && { 'content-type': 'text/csv' }),
    },
  });
  expect(response.body).not.toContain('urn:tuntas:problem');
  return response.json() as Record<string, unknown>;
}

const notRecorded = async () => here.db.database.query(unrecorded);
async function everything(): Promise<string> {
  const all = tables.map(
    (table) => `SELECT '${table} ' || md5(string_agg(t::text, '' ORDER BY t::text)) AS hash FROM ${table} t`,
  );
  return JSON.stringify(await here.db.database.query(all.join(' UNION ALL ')));
}

describe('what changes the organisation', () => {
  it('is written by these files alone', () => {
    const writes = new RegExp(`(INSERT INTO|UPDATE|DELETE FROM) (${tables.join('|')})\\b`);
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/(^|\/)migrations\/|\.spec\.ts$/.test(file))
      .filter((file) => writes.test(readFileSync(join(import.meta.dirname, file), 'utf8')));
    expect(files.toSorted()).toEqual(
      ['appoint.ts', 'store/chart.store.ts', 'store/load-seeds.ts', 'store/standing.store.ts'].toSorted(),
    );
  });

  it('is recorded when a release brings it', async () => {
    expect(await notRecorded()).toEqual([]);
    const {
      agencies,
      rules: [first, ...rules],
      functions,
      ...seeds
    } = readSeeds();
    if (!first) throw new Error('There are rules in the seeds.');
    const renamed = agencies.map((one) => (one.code === HEALTH ? { ...one, name: 'Dinas Kesehatan Baru' } : one));
    const later = {
      ...seeds,
      agencies: renamed,
      functions,
      rules: [{ ...first, version: 99, specificity: 4 }, ...rules],
    };
    await here.db.database.transaction(async (sql) => loadSeeds(later, sql));
    expect(await notRecorded()).toEqual([]);
    const entries = await here.db.database.sql`
      SELECT data FROM messaging.journal WHERE type = 'rule.changed' AND key = ${first.id} ORDER BY id DESC LIMIT 2`;
    const by = { service: 'routing' };
    expect(entries.map(({ data }) => data)).toEqual([
      { by, version: 99, inForce: true },
      { by, version: first.version, inForce: false },
    ]);
  });

  it('comes through these doors of officers and no others', () => {
    const writing = endpointsOf(here.app).filter(
      ({ method, officers }) => method !== 'GET' && officers?.startsWith('organisation.'),
    );
    expect(Object.keys(doors).toSorted()).toEqual(writing.map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  it.each(Object.keys(doors))('is recorded with it: %s', async (door) => {
    await eventually(async () => {
      const before = await everything();
      const answer = await send(door, doors[door]?.() ?? { at: '', payload: {} });
      if (door === 'POST /api/organisation/posts') post = String(answer['key']);
      expect(await everything()).not.toBe(before);
    });
    expect(await notRecorded()).toEqual([]);
  });

  it('is recorded when an operator makes the first posts', async () => {
    const file = join(folder, 'posts.csv');
    writeFileSync(file, `subject,role,agency,unit\ncici,coordinator,${HEALTH},`);
    await appoint(here.db.url, [file]);
    expect(await notRecorded()).toEqual([]);
    const [entry] = await here.db.database.sql`
      SELECT data FROM messaging.journal WHERE type = 'post.changed' AND key = (SELECT id::text FROM posts WHERE subject = 'cici')`;
    expect(entry).toEqual({ data: { by: { operator: expect.any(String) } } });
  });

  it('is recorded when it follows from posts and dates', async () => {
    await eventually(async () => {
      const [entry] = await here.db.database.sql`
        SELECT data FROM messaging.journal WHERE type = 'standing.changed' AND key = 'badan-uji' ORDER BY id DESC LIMIT 1`;
      expect(entry).toMatchObject({ data: { by: { service: 'routing' }, over: true } });
    });
    expect(await notRecorded()).toEqual([]);
  });
});
