import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { caseState, role } from '@tuntas/events';
import type * as Permissions from '@tuntas/permissions';
import type { Post, Sighted } from '@tuntas/permissions';
import { asOfficer, Database, type Sql } from '@tuntas/postgres';
import { configureLog } from '@tuntas/runtime';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AGENCY, SUGGESTED, UNIT } from '../fixtures/cases.js';
import { ask, type Platform } from '../fixtures/platform.js';
import { prepare, walked } from '../fixtures/walk/cases.js';
import { ELSEWHERE, officersMoves, posts as everybody } from '../fixtures/walk/officers.js';
import { requestFor } from '../fixtures/walk/requests.js';
import { stage } from '../fixtures/walk/stage.js';
import type { Case } from './domain/case.js';
import { queueNames, scopesFor } from './domain/queues.js';

/** The policy layer is switched off in this file: everybody may do and see everything, as far as our code says. */
vi.mock('@tuntas/permissions', async (original) => ({
  ...(await original<typeof Permissions>()),
  mayAct: () => true,
  sees: () => true,
  postsThatSee: (_: Sighted, posts: readonly Post[]) => posts,
}));

/** Tables without anything of a complaint: settings, the organisation, and what TypeORM keeps. */
const ofEverybody = ['agencies', 'areas', 'categories', 'migrations', 'settings', 'units'];
/** What an officer reads of a case; letters between cases are nobody's but the service's. */
const ofComplaints = ['cases', 'deadlines', 'texts', 'told', 'officer_acts', 'queue_places', 'messaging.journal'];

let here: Platform;
let app: NestFastifyApplication;
/** As the service logs in. */
let database: Database;
const theirs = caseState.options.map((state) => walked(state, 'plain', new Date()));
const confidential = caseState.options.map((state) => walked(state, 'supervisory', new Date()));
const atTheirs: readonly Post[] = [
  { role: 'coordinator', agency: SUGGESTED },
  { role: 'leader', agency: SUGGESTED },
  { role: 'liaison', agency: SUGGESTED, unit: ELSEWHERE },
  { role: 'validator', agency: SUGGESTED },
];

beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  ({ here, app } = await stage());
  await prepare(app, [...theirs, ...confidential]);
  const { sql } = here.db.database;
  await sql`INSERT INTO told SELECT complaint_id, 'judul', 'kata', NULL, false FROM cases ON CONFLICT DO NOTHING`;
  await sql`
    INSERT INTO texts SELECT gen_random_uuid(), complaint_id, 'note', 'handlers', 'catatan', 'coordinator', NULL, NULL, NULL, NULL, now()
    FROM cases`;
  await sql`
    INSERT INTO officer_acts SELECT complaint_id, '\\x01', '\\x01', 'start', 'liaison', 'siti', NULL, NULL, state, holder_body,
      holder_agency, holder_unit, 1, NULL, now() FROM cases`;
  await sql`
    INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data)
    SELECT now(), gen_random_uuid(), 'tuntas.follow-up.v1', complaint_id::text, 1, 'case.opened', '{}' FROM cases`;
  database = await Database.open({ url: here.db.url, name: 'test' });
});
afterAll(async () => {
  await database.close();
  await here.close();
});

/** The ways in which the service reads for officers; both have to show the same. */
const ways = ['readAsOfficer', 'readAtOnceAsOfficer'] as const;
const seen = async (table: string, posts: readonly object[]): Promise<number> => {
  const counted = ways.map(async (way) =>
    database[way](posts, async (sql) => (await on(sql, `SELECT count(*) FROM ${table}`))[0]?.count ?? 0),
  );
  const [count = 0, atOnce] = await Promise.all(counted);
  expect(atOnce).toBe(count);
  return count;
};
const on = async (sql: Sql, statement: string) => sql<{ count: number }>(Object.assign([statement], { raw: [] }));
const held = ({ holder }: Case, by: string): boolean => holder.body === 'agency' && holder.agency === by;

describe('with the policy layer switched off, row-level security alone', () => {
  it('lets no officer of another agency make a move, read a case or learn why, through any door', async () => {
    const wrong: string[] = [];
    for (const kase of [...theirs, ...confidential].filter((one) => held(one, AGENCY))) {
      // The posts at once: every refusal takes its 20 ms.
      const tryAs = async (post: Post): Promise<void> => {
        const url = `/api/cases/${kase.complaintId}`;
        for (const path of [url, `${url}/why`]) {
          const { status } = await ask(app, [post], 'GET', path);
          if (status !== 404) wrong.push(`${post.role} read ${path} of ${kase.state}: ${status}`);
        }
        for (const move of officersMoves) {
          const request = requestFor(move, kase, theirs[0]?.complaintId ?? '');
          const { status } = await ask(app, [post], 'POST', request.url, request.body, { version: kase.version });
          if (status !== 404) wrong.push(`${post.role} ${move} ${kase.state}: ${status}`);
        }
      };
      await Promise.all(atTheirs.map(tryAs));
    }
    expect(wrong).toEqual([]);
    // Some 1,200 requests: 6 s on a quiet machine, beyond the usual minute on one that thirty others want.
  }, 240_000);

  it('shows nobody but the inspectorate and the holder what is supervisory', async () => {
    const above: readonly Post[] = [{ role: 'national-desk' }, { role: 'oversight' }, { role: 'auditor' }];
    for (const kase of confidential) {
      for (const post of above) {
        expect((await ask(app, [post], 'GET', `/api/cases/${kase.complaintId}`)).status, kase.state).toBe(404);
      }
      const read = await ask(app, [{ role: 'inspectorate' }], 'GET', `/api/cases/${kase.complaintId}`);
      expect(read.status, kase.state).toBe(200);
    }
  });

  it('keeps lists and badges of another agency empty', async () => {
    for (const post of atTheirs) {
      const { body } = await ask(app, [post], 'GET', '/api/queues');
      expect((body['queues'] as { count: number }[]).map(({ count }) => count)).toEqual(queueNames.map(() => 0));
    }
  });

  it.each(ofComplaints)('shows of %s no row of another agency, and every row of the own', async (table) => {
    for (const post of atTheirs) expect(await seen(table, [post])).toBe(0);
    const own = await seen(table, [{ role: 'coordinator', agency: AGENCY }]);
    const [all] = await here.db.database.query<{ count: number }>(`SELECT count(*) FROM ${table}`);
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(all?.count ?? 0);
  });

  it('shows a system what its agency holds, and nothing that is secret or supervisory, counted or listed', async () => {
    const coordinator = { role: 'coordinator', agency: AGENCY };
    const system = { ...coordinator, client: 'sistem-uji' };
    const [ordinary] = await here.db.database.sql<{ count: number }>`
      SELECT count(*) FROM cases WHERE holder_body = 'agency' AND holder_agency = ${AGENCY} AND NOT secret
        AND NOT possibly_supervisory AND class <> 'supervisory'`;
    const counts = [await seen('cases', [system]), await seen('cases', [coordinator])] as const;
    expect(counts[0]).toBe(ordinary?.count);
    expect(counts[1]).toBeGreaterThan(counts[0]);
    const hidden = 'queue_places p WHERE NOT EXISTS (SELECT FROM cases c WHERE c.complaint_id = p.complaint_id)';
    expect([(await seen('queue_places', [system])) > 0, await seen(hidden, [system])]).toEqual([true, 0]);
    expect(await seen('queue_places', [coordinator])).toBeGreaterThan(await seen('queue_places', [system]));
    expect(await seen('cases', [{ ...system, agency: SUGGESTED }])).toBe(0);
  });

  it('shows no row at all to whom the complaint accuses, in whichever post', async () => {
    const accusing = { ...walked('ASSIGNED', 'plain', new Date()), accused: [{ agency: SUGGESTED, unit: ELSEWHERE }] };
    await prepare(app, [accusing]);
    const url = `/api/cases/${accusing.complaintId}`;
    const coordinator: Post = { role: 'coordinator', agency: AGENCY };
    expect((await ask(app, [coordinator], 'GET', url)).status).toBe(200);
    const accused: Post = { role: 'liaison', agency: SUGGESTED, unit: ELSEWHERE };
    expect((await ask(app, [coordinator, accused], 'GET', url)).status).toBe(404);
    expect((await ask(app, [{ role: 'national-desk' }, accused], 'GET', url)).status).toBe(404);
  });
});

describe('row-level security', () => {
  it('is forced on every table that knows of complaints', async () => {
    const rows = await here.db.database.sql<{ name: string; forced: boolean }>`
      SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS forced FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`;
    expect(rows.filter(({ forced }) => !forced).map(({ name }) => name)).toEqual(ofEverybody);
  });

  it.each(ofComplaints)('fails a look at %s when nobody said whose posts they are', async (table) => {
    const without = database.transaction(async (sql) => {
      await sql`SELECT set_config('role', 'tuntas_officers', true)`;
      return on(sql, `SELECT count(*) FROM ${table}`);
    });
    await expect(without).rejects.toThrow(
      /tuntas\.(posts|words)|invalid input syntax for type json|malformed array literal/,
    );
    await expect(seen(table, { length: 1 } as never)).rejects.toThrow();
  });

  it.each(ways)('ends with the transaction of %s: the next one on the same connection has no posts', async (way) => {
    const narrow = await Database.open({ url: here.db.url, name: 'test', poolConnections: 1 });
    await narrow[way]([{ role: 'auditor' }], async (sql) => on(sql, 'SELECT count(*) FROM cases'));
    await narrow.transactionOnKeys(async (sql) => {
      const [now] = await sql`
        SELECT current_user = session_user AS own, 
          coalesce(current_setting('tuntas.posts', true), '') || coalesce(current_setting('tuntas.words', true), '') AS posts`;
      expect(now).toEqual({ own: true, posts: '' });
    }, 'officers');
    await narrow.close();
  });

  it.each(ways)('leaves the connection of %s as it was when posts are none, or a statement fails', async (way) => {
    const narrow = await Database.open({ url: here.db.url, name: 'test', poolConnections: 1 });
    await expect(narrow[way]({ length: 1 } as never, async () => Promise.resolve())).rejects.toThrow();
    const asAuditor = async <Result>(work: (sql: Sql) => Promise<Result>) => narrow[way]([{ role: 'auditor' }], work);
    const dividing = asAuditor(async (sql) => Promise.all([sql`SELECT 1 / 0`, sql`SELECT 1`]));
    await expect(dividing).rejects.toThrow('division by zero');
    expect(await asAuditor(async (sql) => sql`SELECT current_user AS who`)).toEqual([{ who: 'tuntas_officers' }]);
    await narrow.close();
  });

  it.each([
    ['change a case', `UPDATE cases SET revision = revision + 1`],
    ['give itself another agency’s case', `UPDATE cases SET holder_agency = '${SUGGESTED}'`],
    ['write one', `INSERT INTO told VALUES (gen_random_uuid(), 'a', 'b', NULL, false)`],
    ['delete one', `DELETE FROM texts`],
    ['read what waits for delivery', `SELECT body FROM messaging.parked`],
    ['read letters between cases', `SELECT 1 / count(*) FROM case_letters`],
  ])('lets an officer not %s', async (_what, statement) => {
    const tried = database.transaction(async (sql) =>
      asOfficer(sql, [{ role: 'coordinator', agency: AGENCY }], async (as) => on(as, statement)),
    );
    await expect(tried).rejects.toThrow(/permission denied|row-level security|division by zero/);
  });
});

const anyPost = fc.record(
  {
    role: fc.constantFrom(...role.options),
    agency: fc.constantFrom(AGENCY, SUGGESTED),
    unit: fc.constantFrom(UNIT, ELSEWHERE),
    client: fc.constant('sistem-uji'),
  },
  { requiredKeys: ['role'] },
);
const anyHolder = fc.oneof(
  fc.constantFrom({ body: 'national-desk' } as const, { body: 'inspectorate-desk' } as const),
  fc.record(
    {
      body: fc.constant('agency' as const),
      agency: fc.constantFrom(AGENCY, SUGGESTED),
      unit: fc.constantFrom(UNIT, ELSEWHERE),
    },
    { requiredKeys: ['body', 'agency'] },
  ),
);
const anySight = fc.record({
  state: fc.option(fc.constantFrom(...caseState.options), { nil: undefined }),
  holder: fc.option(anyHolder, { nil: undefined }),
  secret: fc.boolean(),
  supervisory: fc.boolean(),
  accused: fc.array(
    fc.record(
      { agency: fc.constantFrom(AGENCY, SUGGESTED), unit: fc.constantFrom(UNIT, ELSEWHERE) },
      { requiredKeys: ['agency'] },
    ),
    { maxLength: 2 },
  ),
});

const SAMPLES = 20_000;

describe('what SQL says of who sees what', () => {
  it(`is what the policy says, for ${SAMPLES} random complaints and officers`, async () => {
    const { sees } = await vi.importActual<typeof Permissions>('@tuntas/permissions');
    const samples = fc.sample(fc.tuple(anySight, fc.array(anyPost, { maxLength: 3 })), SAMPLES);
    const asked = samples.map(([what, posts], at) => ({ at, posts, ...what, ...flat(what) }));
    const rows = await here.db.database.sql<{ at: number; seen: boolean | null }>`
      SELECT at, officer_sees(posts, state, body, agency, unit, secret, supervisory, accused) AS seen
      FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS a (at int, posts jsonb, state text, body text, agency text,
        unit text, secret boolean, supervisory boolean, accused jsonb)`;
    const differing = rows.filter(({ at, seen: shown }) => {
      const [what, posts] = samples[at] ?? [];
      return what && posts && sees(what, posts) !== (shown ?? false);
    });
    expect(rows).toHaveLength(SAMPLES);
    expect(differing.map(({ at }) => samples[at]).slice(0, 3)).toEqual([]);
    expect(rows.filter(({ seen: shown }) => shown).length).toBeGreaterThan(SAMPLES / 20);
  });

  it('is what the queues say, for every post', async () => {
    for (const post of [...everybody, { role: 'liaison', agency: AGENCY } as const]) {
      const [row] = await here.db.database.sql<{ scopes: (string | null)[] }>`
        SELECT officer_scopes(${JSON.stringify([post])}::jsonb) AS scopes`;
      expect(row?.scopes.filter((scope) => scope !== null)).toEqual(scopesFor(post));
    }
  });
});

function flat({ holder }: { readonly holder?: { readonly body: string } | undefined }): object {
  return { holder: undefined, ...holder };
}
