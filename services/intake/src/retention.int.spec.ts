import { randomUUID } from 'node:crypto';
import { CaseReopened, CaseRouted, type Fact, fact, RetentionDescribed } from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import { eventually, explaining } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { after, agency, closed, type Held, IntakePlatform, routed } from '../fixtures/platform.js';
import { eraseAgain } from './store/erase-again.js';
import { retentionCommand } from './queries/retention-table.js';
import { DataKeys } from './store/data-keys.js';
import { FIRST_PLACE, keptAfter } from './store/kept-complaints.js';

const contact = { name: 'Kenari Nama', email: 'kenari.surel@contoh.id' };
const words = { title: 'kenari-judul', text: 'kenari-isi' };
const auditor: Post[] = [{ role: 'auditor' }];
const since = { version: 1, validFrom: '2018-01-01' };
const national = { code: 'national', ...since, identityMonths: 12, wordsMonths: 24 };
const aid = { code: 'aid', ...since, scope: { category: 'sosial/bantuan' }, identityMonths: 24, wordsMonths: 36 };
const reopened = fact(CaseReopened, {
  ...after,
  state: 'IN_PROGRESS',
  holder: agency,
  answerId: randomUUID(),
  times: 1,
  by: 'complainant',
});

let platform: IntakePlatform;
let told: Record<'ended' | 'open' | 'reopened' | 'kept' | 'aid', Held>;
let holdId: string;

const publish = async (data: typeof national): Promise<unknown> =>
  platform.kafka.publish(`retention/${data.code}/${data.validFrom}`, fact(RetentionDescribed, data));
const asked = async (query = '', posts = auditor, secondFactor = true) =>
  platform.asOfficer(posts, `/api/retention/preview${query}`, undefined, { secondFactor });
const identityOf = async ({ id }: Held): Promise<unknown[]> =>
  platform.keys.database.sql`SELECT FROM data_keys WHERE complaint_id = ${id} AND use = 'identity'`;

beforeAll(async () => {
  platform = await IntakePlatform.begun();
  const toldOne = async (...facts: Fact[]): Promise<Held> => platform.opened(facts, { ...words, contact });
  const ofAid = fact(CaseRouted, { ...routed.data, category: 'sosial/bantuan' });
  told = {
    ended: await toldOne(routed, closed),
    open: await toldOne(routed),
    reopened: await toldOne(routed, closed, reopened),
    kept: await toldOne(routed, closed),
    aid: await toldOne(ofAid, closed),
  };
  const placed = await platform.asOfficer(auditor, `/api/complaints/${told.kept.id}/holds`, { reason: 'Perkara 1' });
  holdId = String(placed.body['holdId']);
});
afterAll(async () => platform.close());

describe('the time of keeping', () => {
  it('ends nothing while nobody has said how long it is', async () => {
    expect((await asked('?on=2099-01-01')).body).toMatchObject({ plan: [], ends: [], held: { count: 0 } });
    await publish(national);
    await publish(aid);
    await eventually(async () => expect((await asked()).body['plan']).toHaveLength(2));
    expect((await asked()).body).toMatchObject({ ends: [], held: { count: 0 }, atLeast: false });
  });

  it('ends who told it first; the words are read for as long as they are needed', async () => {
    await platform.db.moveClock('400 days');
    await platform.sweepRetention();
    expect(await identityOf(told.ended)).toEqual([]);
    const own = await platform.own(told.ended);
    expect(own).toMatchObject({ ...words, identityErased: true, erasure: { because: 'retention', words: false } });
    for (const one of [told.open, told.reopened, told.kept, told.aid]) {
      expect(await identityOf(one)).toHaveLength(1);
      expect(await platform.own(one)).toMatchObject({ ...words, contact });
    }
    expect(await platform.facts(told.ended)).toMatchObject([
      { type: 'complaint.submitted' },
      { type: 'complaint.identity-erased', data: { because: 'retention' } },
    ]);
  });

  it('leaves the words in a database that was restored and erases again', async () => {
    const { id } = told.ended;
    await platform.db.database.sql`DELETE FROM erasures WHERE complaint_id = ${id}`;
    const keys = await DataKeys.open({ url: platform.keys.url, vault: platform.vault });
    const onTheLog = { identities: [{ complaintId: id, because: 'retention', at: new Date() }], words: [] } as const;
    await eraseAgain(onTheLog, platform.db.database, keys);
    await keys.onApplicationShutdown();
    await platform.sweepErasures();
    expect(await platform.own(told.ended)).toMatchObject({ ...words, identityErased: true });
  });

  it('then ends the words, and the complainant reads why', async () => {
    await platform.db.moveClock('800 days');
    await platform.sweepRetention();
    const own = await platform.own(told.ended);
    expect(own).not.toHaveProperty('text');
    expect((own['timeline'] as { line: string }[]).map(({ line }) => line).slice(-2)).toEqual([
      'Your name and contact were erased because the time of keeping them was over.',
      'The words of this report were erased because the time of keeping them was over.',
    ]);
    expect((await platform.facts(told.ended)).map(({ type }) => type).slice(-2)).toEqual([
      'complaint.identity-erased',
      'complaint.words-erased',
    ]);
    expect(await platform.own(told.aid)).toMatchObject({ ...words, identityErased: true });
  });

  it('never runs for what is open, or was opened again', async () => {
    for (const one of [told.open, told.reopened]) {
      expect(await platform.own(one)).toMatchObject({ ...words, contact });
      expect(await platform.facts(one)).toHaveLength(1);
    }
  });

  it('stands still for a legal hold, which keeps who told it as well; the dry run names it', async () => {
    expect(await platform.own(told.kept)).toMatchObject({ ...words, contact, held: true });
    expect((await asked()).body).toMatchObject({ ends: [], held: { count: 1, complaintIds: [told.kept.id] } });
    await platform.asOfficer(auditor, `/api/complaints/${told.kept.id}/holds/${holdId}/lifting`, {});
    await platform.sweepRetention();
    expect(await platform.own(told.kept)).not.toHaveProperty('text');
    expect(await identityOf(told.kept)).toEqual([]);
  });
});

describe('the dry run', () => {
  const COMPLAINTS = 300;
  const idOf = ({ id }: { readonly id: string }): string => id;
  const hold = async (id: string): Promise<unknown> =>
    platform.db.database.sql`
      INSERT INTO legal_holds (id, complaint_id, reason, placed_by_role, placed_by_subject, placed_at)
      SELECT gen_random_uuid(), ${id}::uuid, 'x', 'auditor', 'x', app_now()`;
  const left = async (): Promise<{ identities: string[]; words: string[] }> => {
    const { sql } = platform.db.database;
    const identities = await sql<{ id: string }>`SELECT complaint_id AS id FROM identities`;
    const texts = await sql<{ id: string }>`SELECT complaint_id AS id FROM texts WHERE words IS NOT NULL`;
    return { identities: identities.map(idOf), words: texts.map(idOf) };
  };

  it('is what happens, to the last complaint, also when it is broken off and a hold comes in between', async () => {
    await insertEnded(COMPLAINTS);
    const [{ on, at } = { on: '', at: 0 }] = await platform.db.database.sql<{ on: string; at: number }>`
      SELECT to_char(day, 'YYYY-MM-DD') AS on,
        (extract(epoch FROM day AT TIME ZONE 'Asia/Makassar' + interval '12 hours' - now()) * 1000)::float8 AS at
      FROM (SELECT date_trunc('day', app_now() AT TIME ZONE 'Asia/Makassar') + interval '600 days') AS n (day)`;
    const found = await platform.previewed(on);
    const counted = (await asked(`?on=${on}`, [...auditor, { role: 'inspectorate' }])).body as {
      ends: { what: string; count: number }[];
    };
    const before = await left();
    const [late] = found.filter(({ held, what }) => !held && what.includes('words'));
    await hold(late?.id ?? '');

    await platform.db.moveClock(`${Math.round(at)} milliseconds`);
    // One more is held after the run has found it, before it decides.
    let last = '';
    const between = async ([first = '']: readonly string[]): Promise<void> => {
      last ||= first;
      await hold(last);
    };
    await platform.sweepRetention({ most: 7, looks: 4, between });
    await platform.sweepRetention();
    expect(await platform.facts({ id: last, reference: '', receipt: '' })).toEqual([]);
    await platform.db.database.sql`DELETE FROM legal_holds WHERE complaint_id::text = ${last}`;
    await platform.sweepRetention();
    const gone = await left();
    const would = (what: string): string[] =>
      found.filter((one) => !one.held && one.id !== late?.id && one.what.includes(what)).map(idOf);
    for (const [what, was, is] of [
      ['identity', before.identities, gone.identities],
      ['words', before.words, gone.words],
    ] as const) {
      const kept = new Set(is);
      const erased = was.filter((id) => !kept.has(id));
      expect(erased.length).toBeGreaterThan(COMPLAINTS / 10);
      expect(erased.toSorted()).toEqual(would(what).toSorted());
      // The one that is held now was counted as well.
      const count = counted.ends.filter((one) => one.what === what).reduce((sum, one) => sum + one.count, 0);
      const counting = what === 'words' || late?.what.includes(what) ? 1 : 0;
      expect(count - counting).toBe(erased.length);
    }
    expect(
      await platform.db.database.sql`
      SELECT key FROM messaging.journal WHERE type IN ('complaint.identity-erased', 'complaint.words-erased')
        AND data ->> 'because' = 'retention' GROUP BY key, type HAVING count(*) > 1`,
    ).toEqual([]);
    expect((await platform.previewed()).every(({ held }) => held)).toBe(true);
  });

  it('is printed for who runs the platform, of all of them, and never anything but printed', async () => {
    const zone = { NATIONAL_DESK_ZONE: 'WITA' } as const;
    const printed = await retentionCommand(platform.db.database, zone, ['--dry-run', '--on', '2040-01-01']);
    expect(printed).toMatch(/words +(complaint|aspiration|information) +\w+ +jalan +\d+/);
    expect(printed).toContain('aid: identity 24 months, words 36 months');
    expect(printed).not.toContain('kenari');
    await expect(retentionCommand(platform.db.database, zone, [])).rejects.toThrow('--dry-run');
    await expect(retentionCommand(platform.db.database, zone, ['--dry-run', '--on', 'besok'])).rejects.toThrow('--on');
  });

  it('tells counts and days, never whose; to those with two factors who may see what it counts', async () => {
    const answer = await asked('?on=2040-01-01');
    const [first] = (answer.body['ends'] ?? []) as object[];
    expect(Object.keys(first ?? {}).toSorted()).toEqual(['category', 'class', 'count', 'kind', 'on', 'what']);
    expect(await asked('', auditor, false)).toMatchObject({ status: 403 });
    expect(await asked('', [{ role: 'coordinator', agency: 'dinas-pu' }])).toMatchObject({ status: 404 });
    expect(await asked('?on=2027-02-30')).toMatchObject({ status: 400 });
    expect(await asked('?until=2027-02-20')).toMatchObject({ status: 400 });
    // Supervisory ones are the inspectorate's alone, in counts as well.
    const seenBy = async (role: 'auditor' | 'inspectorate') => {
      const { body } = await asked('?on=2040-01-01', [{ role }]);
      return new Set((body['ends'] as { class: string }[]).map((one) => one.class));
    };
    expect(await seenBy('inspectorate')).toContain('supervisory');
    expect(await seenBy('auditor')).not.toContain('supervisory');
  });
});

it('reads no growing table as a whole', async () => {
  await insertEnded(10_000, 'b');
  await platform.db.database.query('ANALYZE');
  const plans: string[] = [];
  const rows = await keptAfter(
    FIRST_PLACE,
    new Date('2999-01-01'),
    1_000,
    explaining(() => platform.db.database.sql, plans),
  );
  expect(rows).toHaveLength(1_000);
  expect(plans[0]).toContain('case_files_kept');
  expect(plans[0]).not.toContain('Seq Scan');
});

/** Complaints of every sort that ended some time in the last ten months, and a few that did not; some are held. */
async function insertEnded(count: number, as = 'a'): Promise<void> {
  await platform.db.database.query(`
    WITH n AS (SELECT n, uuidv7() AS id FROM generate_series(1, ${count}) AS n), told AS (
      INSERT INTO complaints (id, reference, idempotency_hash, receipt_hash, body_hash, pepper_version, kind, channel, language,
        anonymous, secret, urgent, possibly_supervisory, word_list_version, reachable, submitted_at, received_on)
      SELECT id, '${as}' || n, sha256(('${as}' || n)::bytea), sha256(('${as}' || n)::bytea), '', 1,
        (ARRAY['complaint', 'aspiration', 'information'])[1 + n % 3], 'web', 'id', false, n % 7 = 0, false, false, '1', true,
        now(), now() FROM n
    ), identities AS (INSERT INTO identities SELECT id, '' FROM n WHERE n % 4 > 0
    ), texts AS (
      INSERT INTO texts (complaint_id, id, purpose, audience, words)
      SELECT id, gen_random_uuid(), 'told', 'handlers', 'kenari' FROM n
    ), holds AS (
      INSERT INTO legal_holds (id, complaint_id, reason, placed_by_role, placed_by_subject, placed_at)
      SELECT gen_random_uuid(), id, 'x', 'auditor', 'x', now() FROM n WHERE n % 13 = 0
    )
    INSERT INTO case_files (complaint_id, state, holder, round, version, secret, class, category, clocks, dates, over_since)
    SELECT id, state, '{"body": "agency", "agency": "dinas-pu"}', 1, 1, n % 7 = 0,
      (ARRAY['ordinary', 'unknown', 'supervisory'])[1 + n % 3], CASE WHEN n % 5 < 2 THEN 'sosial/bantuan/beras' ELSE 'jalan' END,
      '[]', CASE WHEN state = 'CLOSED' THEN json_build_object('closed', at) ELSE '{}' END,
      CASE WHEN state <> 'IN_PROGRESS' THEN at END
    FROM n, LATERAL (SELECT (ARRAY['CLOSED', 'ARCHIVED', 'WITHDRAWN', 'IN_PROGRESS'])[1 + n % 4],
      date_trunc('milliseconds', app_now() - make_interval(days => n % 300))) AS l (state, at)`);
}
