import { Database } from '@tuntas/postgres';
import { explaining, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from './migrations/index.js';
import { ExplainCase } from './queries/explain-case.js';
import type { IntakeCalls } from './queries/intake-calls.js';
import { DryRun } from './queries/dry-run.js';
import { ListQueues } from './queries/list-queues.js';
import { ShowCase } from './queries/show-case.js';
import { ShowReadings } from './queries/show-readings.js';
import { CarryLetters } from './schedules/carry-letters.js';
import { EndBySilence } from './schedules/end-by-silence.js';
import { MoveToSuccessors } from './schedules/move-to-successors.js';
import { RecomputeDeadlines } from './schedules/recompute-deadlines.js';
import { SweepDeadlines } from './schedules/sweep-deadlines.js';
import { CaseStore } from './store/case.store.js';
import { CurrentSettings } from './store/current-settings.js';
import { OfficerActs } from './store/officer-acts.js';

const CASES = 20_000;
/** Tables that grow with complaints; settings and organisation are small and may be read whole. */
const GROWING = /Seq Scan on (cases|deadlines|queue_places|texts|officer_acts|told|journal\w*|progress|parked)\b/;

let db: TestDatabase;
const plans: string[] = [];

beforeAll(async () => {
  db = await testDatabase(migrations);
  const { database } = db;
  await database.query(`
    INSERT INTO cases
    SELECT gen_random_uuid(), 'REF' || n, 'complaint', 'ordinary', NULL, NULL, false, false, false, false,
      '2026-11-23', 'IN_PROGRESS', now(), 'agency', 'agency-' || n % 60, 'unit', '[]', 1, 1, 1, 0, NULL, NULL, '[]', '{}', 0, '[]', false, false, NULL, NULL
    FROM generate_series(1, ${CASES}) AS n`);
  await database.query(`
    INSERT INTO deadlines
    SELECT complaint_id, clock, 1, now(), now(), '2026-11-23', 5, 1, 1, '[]', false, NULL, NULL,
      now() + random() * interval '30 days', CASE WHEN clock = 'D6' THEN now() + random() * interval '30 days' END, '2026-11-23', '[]'
    FROM cases, unnest(ARRAY['D3', 'D4', 'D6']) AS clock`);
  await database.query(`
    INSERT INTO queue_places SELECT complaint_id, 'unit', holder_agency, date_trunc('day', now() + random() * interval '30 days') FROM cases`);
  await database.query(`INSERT INTO told SELECT complaint_id, 't', 'w', NULL, false FROM cases`);
  await database.query(`
    INSERT INTO texts
    SELECT gen_random_uuid(), complaint_id, 'answer', 'complainant', 'w', 'liaison', NULL, NULL, NULL, NULL, now() FROM cases`);
  await database.query(`
    INSERT INTO officer_acts
    SELECT complaint_id, sha256(reference::bytea), '\\x00', 'answer', 'liaison', 'siti', NULL, NULL, 'ANSWERED', 'agency', 'a', NULL,
      1, NULL, now() FROM cases`);
  await database.query(`
    INSERT INTO messaging.progress
    SELECT complaint_id::text, '{"tuntas.intake.v1": [1, "00000000-0000-4000-8000-000000000000"]}', '{}' FROM cases`);
  // In every partition that a case of these may have facts in, also that of the months before the first.
  await database.query(`
    INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data)
    SELECT at, gen_random_uuid(), 'tuntas.follow-up.v1', complaint_id::text, sequence, 'case.assigned',
      '{"clocks": [], "state": "ASSIGNED", "holder": {"body": "national-desk"}, "unit": "unit", "by": "coordinator"}'
    FROM cases, unnest(ARRAY[now() - interval '100 days', received_on, now()]) WITH ORDINALITY AS n (at, sequence)`);
  await database.query('ANALYZE');
});
afterAll(async () => db.close());

/** Plans as they are for whoever asks: row-level security is part of them. */
const watching = explaining(() => db.database.sql, plans);
const readAsOfficer: Database['readAsOfficer'] = async (officers, work) =>
  db.database.readAsOfficer(officers, async (sql) => work(explaining(() => sql, plans)));
const watched = Object.create(Database.prototype, {
  sql: { value: watching },
  readAsOfficer: { value: readAsOfficer },
  // Explained before it is sent, no statement is sent at once with the others; its plan is the same.
  readAtOnceAsOfficer: { value: readAsOfficer },
}) as Database;
const noIntake = { lastSequences: async () => Promise.resolve(new Map()) } as unknown as IntakeCalls;
const settings = new CurrentSettings('WITA');
const one = async (): Promise<string> => {
  const [row] = await db.database.sql<{ complaint_id: string }>`SELECT complaint_id FROM cases LIMIT 1`;
  return row?.complaint_id ?? '';
};

const dryRun = async (database: Database, pages: { most: number; page: number }): Promise<object> => {
  const body = { ...settings.stored.national, code: 'national', version: 2, daysOff: [] };
  return new DryRun(database, settings).of({ kind: 'calendar', body }, posts, pages);
};

const posts = [{ role: 'coordinator', agency: 'agency-7' } as const];
const asked: Readonly<Record<string, () => Promise<unknown>>> = {
  badges: async () => new ListQueues(watched, settings).counts(posts),
  'a queue': async () => new ListQueues(watched, settings).page('unit', posts, undefined),
  'a case': async () =>
    new ShowCase(watched, noIntake, settings).show(await one(), {
      subject: 'siti',
      posts: [{ role: 'national-desk' }],
    }),
  'why of a case': async () =>
    new ExplainCase(watched, settings).explain(
      await one(),
      { subject: 'siti', posts: [{ role: 'national-desk' }] },
      'id',
    ),
  'who looked at a case': async () => new ShowReadings(watched, settings).of(await one(), [{ role: 'national-desk' }]),
  replies: async () => new ShowCase(watched, noIntake, settings).replies(await one()),
  'loading a case': async () => new CaseStore(settings).load([await one()], watching),
  'saving a case': async () => {
    const store = new CaseStore(settings);
    await store.save(await store.load([await one()], db.database.sql), watching);
  },
  'an act by its key': async () => new OfficerActs(watched).find(await one(), '00'.repeat(32)),
  'the deadline sweep': async () => new SweepDeadlines().due(watching, 200),
  'carrying letters': async () => new CarryLetters(settings).due(watching, 200),
  'moving to successors': async () => new MoveToSuccessors(settings).due(watching, 200),
  'the clocks of older settings': async () => new RecomputeDeadlines(settings).due(watching, 200),
  'a dry run': async () => {
    await settings.refresh(db.database.sql);
    await dryRun(watched, { most: 2_000, page: 1_000 });
  },
  'closing the unanswered': async () => new EndBySilence(noIntake, settings).due(watching, 200),
};

describe(`with ${CASES} cases`, () => {
  it.each(Object.keys(asked))('%s reads no growing table as a whole', async (name) => {
    plans.length = 0;
    await asked[name]?.();
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expect(plan).not.toMatch(GROWING);
  });

  it('would notice one', async () => {
    plans.length = 0;
    await watching`SELECT count(*) FROM cases WHERE reference = ${'REF1'}`;
    expect(plans[0]).toMatch(GROWING);
  });

  it('counts every open clock once, on however many pages', async () => {
    await settings.refresh(db.database.sql);
    // An eighth of them is enough to fill many pages.
    await db.database.sql`
      UPDATE deadlines SET ended_at = app_now(), next_look_at = NULL, close_look_at = NULL
      WHERE complaint_id > '20000000-0000-0000-0000-000000000000'`;
    const atOnce = await dryRun(db.database, { most: 1_000_000, page: 1_000_000 });
    expect(atOnce).toMatchObject({ atLeast: false, move: expect.any(Number) as number });
    expect((atOnce as { move: number }).move).toBeGreaterThan(0);
    expect(await dryRun(db.database, { most: 1_000_000, page: 97 })).toEqual(atOnce);
    expect(await dryRun(db.database, { most: 500, page: 97 })).toMatchObject({ atLeast: true });
  });

  it('gives pages of a queue one after the other without a gap', async () => {
    const queues = new ListQueues(db.database, settings);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await queues.page('unit', posts, cursor);
      seen.push(...page.items.map((item) => (item as { complaintId: string }).complaintId));
      cursor = page.next;
    } while (cursor !== undefined);
    const [{ count } = { count: 0 }] = (await queues.counts(posts)).filter(({ queue }) => queue === 'unit');
    expect(new Set(seen).size).toBe(count);
    expect(seen).toHaveLength(count);
  });
});
