import { randomUUID } from 'node:crypto';
import type { Post } from '@tuntas/permissions';
import { configureLog } from '@tuntas/runtime';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOfficer, type Routing, runningRouting, withOneFactor } from '../fixtures/running.js';
import { asXlsx, XLSX } from './http/table-file.js';

let here: Routing;
beforeAll(async () => {
  configureLog({ service: 'routing', level: 'silent' });
  here = await runningRouting();
});
afterAll(async () => here.close());

const desk: readonly Post[] = [{ role: 'national-desk' }];
const HEALTH = 'dinas-kesehatan';

/** With versions that do not rise by themselves any more. */
async function taken(file: string, by = desk) {
  await here.standingFollowed();
  return here.app.inject({ url: `/api/organisation/${file}`, headers: await asOfficer('desk', ...by) });
}

interface Sent {
  readonly by?: readonly Post[];
  readonly dryRun?: boolean;
  readonly key?: string;
}
async function brought(table: string, payload: string | Buffer, { by = desk, dryRun, key }: Sent = {}) {
  const response = await here.app.inject({
    method: 'POST',
    url: `/api/organisation/imports?table=${table}${dryRun ? '&dryRun=true' : ''}`,
    payload,
    headers: {
      ...(await asOfficer('desk', ...by)),
      'content-type': typeof payload === 'string' ? 'text/csv' : XLSX,
      'if-none-match': '*',
      'idempotency-key': key ?? randomUUID(),
    },
  });
  return { status: response.statusCode, body: response.json() };
}

/** Everything an import could have touched. */
async function everything(): Promise<unknown> {
  await here.standingFollowed();
  const { sql } = here.db.database;
  return [
    // Not who answers for an agency, which follows by itself.
    await sql`SELECT code, version, name, kind, parent, area, zone, email, ended_at, successor FROM agencies ORDER BY code`,
    await sql`SELECT * FROM units ORDER BY code`,
    await sql`SELECT * FROM posts ORDER BY id`,
    await sql`SELECT count(*) FROM messaging.journal WHERE type = 'organisation.changed'`,
    await sql`SELECT count(*) FROM organisation_acts`,
  ];
}
const faultsOf = ({ body }: Awaited<ReturnType<typeof brought>>): string[] =>
  (body.faults ?? [body]).map(({ field, code }: { field: string; code: string }) => `${field}: ${code}`);

describe('a table that is taken away', () => {
  it.each(['agencies', 'units', 'categories', 'posts'])(
    'and brought back unchanged, changes nothing: %s',
    async (table) => {
      const before = await everything();
      const csv = await taken(`${table}.csv`);
      expect([csv.statusCode, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
      const rows = table === 'posts' ? 0 : csv.body.trim().split('\n').length - 1;
      const dry = { dryRun: true };
      expect((await brought(table, csv.body, dry)).body).toMatchObject({ added: 0, changed: 0, unchanged: rows });
      const xlsx = await taken(`${table}.xlsx`);
      expect((await brought(table, xlsx.rawPayload, dry)).body).toMatchObject({
        added: 0,
        changed: 0,
        unchanged: rows,
      });
      expect(await everything()).toEqual(before);
    },
  );

  it('is for those who manage the organisation or audit it, and is nothing else', async () => {
    expect((await taken('posts.csv', [{ role: 'auditor' }])).statusCode).toBe(200);
    expect((await taken('units.csv', [{ role: 'liaison', agency: HEALTH }])).statusCode).toBe(404);
    for (const file of ['units.pdf', 'secrets.csv', 'Units.csv']) expect((await taken(file)).statusCode).toBe(404);
  });

  it.each(['posts.csv', 'agencies.xlsx', 'posts'])('asks whoever may have it for a second factor: %s', async (file) => {
    const asked = async (...posts: Post[]) => {
      const headers = await withOneFactor('desk', ...posts);
      const response = await here.app.inject({ url: `/api/organisation/${file}`, headers });
      return [response.statusCode, response.json().code];
    };
    for (const post of [
      { role: 'national-desk' },
      { role: 'coordinator', agency: HEALTH },
      { role: 'auditor' },
    ] as const)
      expect(await asked(post)).toEqual([403, 'second-factor-required']);
    expect(await asked({ role: 'leader', agency: HEALTH })).toEqual([404, 'not-found']);
  });
});

describe('a table that is brought', () => {
  it('adds and changes what its dry run said, whatever the order of its rows, once', async () => {
    const csv = [
      'code,version,name,kind,parent,area,zone,email',
      'cabang,,Cabang Baru,office,balai-baru,,WITA,',
      `balai-baru,,"Balai Baru, Timur",office,${HEALTH},64.08,WITA,balai@example.org`,
      'dinas-perikanan,1,Dinas Perikanan dan Kelautan,office,kabupaten-kutai-timur,64.08,WITA,',
    ].join('\r\n');
    const before = await everything();
    const dry = await brought('agencies', csv, { dryRun: true });
    expect(dry.body).toMatchObject({ added: 2, changed: 1, unchanged: 0, dryRun: true });
    expect(await everything()).toEqual(before);
    const key = randomUUID();
    const done = await brought('agencies', csv, { key });
    expect({ ...done.body, dryRun: true }).toEqual(dry.body);
    expect((await brought('agencies', csv, { key })).body).toEqual(done.body);
    const names = await here.db.database.sql`
      SELECT code, name, parent, version FROM agencies WHERE code IN ('cabang', 'balai-baru', 'dinas-perikanan') ORDER BY code`;
    expect(names).toEqual([
      { code: 'balai-baru', name: 'Balai Baru, Timur', parent: HEALTH, version: expect.any(Number) },
      { code: 'cabang', name: 'Cabang Baru', parent: 'balai-baru', version: expect.any(Number) },
      {
        code: 'dinas-perikanan',
        name: 'Dinas Perikanan dan Kelautan',
        parent: 'kabupaten-kutai-timur',
        version: expect.any(Number),
      },
    ]);
  });

  it('may have been a spreadsheet', async () => {
    const rows = [
      ['code', 'agency', 'name'],
      ['unit-lembar', HEALTH, 'Unit dari Lembar'],
    ];
    expect((await brought('units', await asXlsx(rows, 'units'))).body).toMatchObject({ added: 1, changed: 0 });
  });

  const units = 'code,agency,name';
  const agencies = 'code,name,kind,parent,zone';
  const posts = 'subject,role,agency,unit,from,to';
  it.each([
    [
      'a code twice',
      'units',
      [units, `u-1,${HEALTH},Satu`, `u-2,${HEALTH},Dua`, `u-1,${HEALTH},Tiga`],
      ['line 4: import-twice'],
    ],
    [
      'a ring of new agencies, each line of it',
      'agencies',
      [agencies, 'a-1,Satu,office,a-3,WITA', 'a-2,Dua,office,a-1,WITA', 'a-3,Tiga,office,a-2,WITA'],
      ['line 2, parent: organisation-ring', 'line 3, parent: organisation-ring', 'line 4, parent: organisation-ring'],
    ],
    [
      'an orphan unit among good ones',
      'units',
      [units, `u-1,${HEALTH},Satu`, 'u-2,dinas-entah,Dua'],
      ['line 3, agency: organisation-agency-unknown'],
    ],
    [
      'an orphan agency',
      'agencies',
      [agencies, 'a-1,Satu,office,entah,WITA'],
      ['line 2, parent: organisation-parent-unknown'],
    ],
    ['a date that is none', 'posts', [posts, `ani,liaison,${HEALTH},,kemarin,`], ['line 2, from: wrong-format']],
    ['an unknown role', 'posts', [posts, `ani,king,${HEALTH},,,`], ['line 2, role: unknown-value']],
    [
      'one post twice',
      'posts',
      [posts, `ani,leader,${HEALTH},,,`, `ani,leader,${HEALTH},,,`],
      ['line 2, subject: post-held-already', 'line 3, subject: post-held-already'],
    ],
    ['a formula', 'units', [units, `u-1,${HEALTH},Satu`, `u-2,${HEALTH},=1+1`], ['line 3: import-formula']],
    [
      'another version',
      'units',
      [`code,version,agency,name`, `unit-lembar,7,${HEALTH},X unit`],
      ['line 2: organisation-version-stale'],
    ],
    ['a column too many', 'units', [`${units},colour`, `u-1,${HEALTH},Satu,red`], ['line 1: import-wrong-columns']],
    ['a torn quote', 'units', [units, `u-1,${HEALTH},"Satu`], [expect.stringMatching(/^line \d: import-not-csv$/)]],
    ['nothing', 'units', [''], ['undefined: import-empty']],
  ])('is refused whole with its lines: %s', async (_, table, lines, faults) => {
    const before = await everything();
    const answer = await brought(table, lines.join('\n'));
    expect(answer.status === 400 || answer.status === 409).toBe(true);
    expect(faultsOf(answer)).toEqual(faults);
    expect(await everything()).toEqual(before);
  });

  it('is judged by whose it is: a coordinator brings no neighbour’s rows', async () => {
    const by = [{ role: 'coordinator', agency: HEALTH }] as const;
    const lines = [units, `u-kami,${HEALTH},Kami`, 'u-mereka,dinas-sosial,Mereka'];
    expect(faultsOf(await brought('units', lines.join('\n'), { by }))).toEqual(['line 3: import-not-yours']);
    expect((await brought('units', lines.slice(0, 2).join('\n'), { by })).body).toMatchObject({ added: 1 });
    const above = [posts, `budi,coordinator,${HEALTH},,,`];
    expect(faultsOf(await brought('posts', above.join('\n'), { by }))).toEqual(['line 2: import-not-yours']);
  });

  it('may hold what a spreadsheet takes for a formula, quoted as it was when taken away', async () => {
    expect((await brought('units', [units, `u-rumus,${HEALTH},'=SUM(A1)`].join('\n'))).status).toBe(200);
    const [row] = await here.db.database.sql`SELECT name FROM units WHERE code = 'u-rumus'`;
    expect(row).toEqual({ name: '=SUM(A1)' });
    const csv = (await taken('units.csv')).body;
    expect(csv).toContain(`'=SUM(A1)`);
    expect(csv).not.toMatch(/(^|,)[=+@-]/m);
    expect((await brought('units', csv, { dryRun: true })).body).toMatchObject({ added: 0, changed: 0 });
  });
});

describe('a spreadsheet that is none', () => {
  const sheet = (cells: string) =>
    Buffer.from(
      zipSync({
        'xl/worksheets/sheet1.xml': new TextEncoder().encode(`<worksheet><sheetData>${cells}</sheetData></worksheet>`),
      }),
    );

  it.each([
    [
      'a bomb',
      Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(40 * 1024 * 1024) })),
      'import-too-large',
    ],
    ['a formula in row 7', sheet('<row r="7"><c r="A7"><f>1+1</f><v>2</v></c></row>'), 'import-formula'],
    ['a zip of something else', Buffer.from(zipSync({ 'a.txt': new Uint8Array(3) })), 'import-not-xlsx'],
    [
      'a sheet with an entity that names a file',
      Buffer.from(
        zipSync({
          'xl/worksheets/sheet1.xml': new TextEncoder().encode(
            '<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&f;</v></c></row></sheetData></worksheet>',
          ),
        }),
      ),
      'import-not-xlsx',
    ],
    ['the first bytes of a zip', Buffer.from('PK\u0003\u0004 and no more'), 'import-not-xlsx'],
  ])('is refused before it takes memory: %s', async (_, file, code) => {
    const answer = await brought('units', file);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
    if (code === 'import-formula') expect(answer.body.field).toBe('line 7');
  });

  it('is not taken when it is too large as it comes, or is of another type', async () => {
    expect((await brought('units', Buffer.alloc(3 * 1024 * 1024))).status).toBe(413);
    const headers = {
      ...(await asOfficer('desk', ...desk)),
      'content-type': 'text/csv',
      'idempotency-key': randomUUID(),
    };
    const elsewhere = await here.app.inject({
      method: 'POST',
      url: '/api/organisation/posts',
      payload: 'a,b',
      headers,
    });
    expect(elsewhere.statusCode).toBe(415);
  });
});
