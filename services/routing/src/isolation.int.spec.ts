import { randomUUID } from 'node:crypto';
import type { Holder } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from './migrate.js';

/** What routing keeps of complaints; all else is the organisation and rules. */
const ofComplaints = ['answers', 'complaints'];

let test: TestDatabase;
let service: Database;

beforeAll(async () => {
  test = await testDatabase(migrations);
  service = await Database.open({ url: test.url, name: 'test' });
  await put({ body: 'agency', agency: 'dinas-pu', unit: 'jalan' });
  await put({ body: 'agency', agency: 'dinas-sosial' });
  await put({ body: 'national-desk' });
  await put({ body: 'inspectorate-desk' });
});
afterAll(async () => {
  await service.close();
  await test.close();
});

async function put(holder: Holder): Promise<void> {
  const id = randomUUID();
  await service.sql`
    INSERT INTO complaints (complaint_id, secret, supervisory, class, state, holder, round, opened_at, unread)
    VALUES (${id}, false, false, 'ordinary', 'ASSIGNED', ${JSON.stringify(holder)}, 1, now(), false)`;
  await service.sql`
    INSERT INTO answers (complaint_id, round, supporting, class, reasons, suggestions, answered_at)
    VALUES (${id}, 1, '[]', 'ordinary', '[{"kind": "no-rule-matches"}]', '[]', now())`;
}

const holders = async (...posts: object[]): Promise<unknown[]> =>
  service.readAsOfficer(posts, async (sql) => {
    const rows = await sql<{ holder: Holder }>`
      SELECT c.holder FROM complaints c JOIN answers USING (complaint_id) ORDER BY c.holder ->> 'body', c.holder ->> 'agency'`;
    return rows.map(({ holder }) => (holder.body === 'agency' ? holder.agency : holder.body));
  });

describe('row-level security', () => {
  it.each([
    [{ role: 'coordinator', agency: 'dinas-pu' }, ['dinas-pu']],
    [{ role: 'liaison', agency: 'dinas-pu', unit: 'jalan' }, ['dinas-pu']],
    [{ role: 'liaison', agency: 'dinas-pu', unit: 'air' }, []],
    [{ role: 'leader', agency: 'dinas-sosial' }, ['dinas-sosial']],
    [{ role: 'national-desk' }, ['dinas-pu', 'dinas-sosial', 'national-desk']],
    [{ role: 'auditor' }, ['dinas-pu', 'dinas-sosial', 'national-desk']],
    [{ role: 'inspectorate' }, ['inspectorate-desk']],
  ])('shows %j what it may see', async (post, shown) => {
    expect(await holders(post)).toEqual(shown);
  });

  it('shows nothing to an officer without a post, and fails where none were set', async () => {
    expect(await holders()).toEqual([]);
    const without = service.transaction(async (sql) => {
      await sql`SELECT set_config('role', 'tuntas_officers', true)`;
      return sql`SELECT FROM complaints`;
    });
    await expect(without).rejects.toThrow(/tuntas\.words/);
  });

  it('is forced on every table that knows of complaints, and others are closed to officers', async () => {
    const rows = await test.database.sql<{ name: string; forced: boolean; open: boolean }>`
      SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS forced,
        has_table_privilege('tuntas_officers', oid, 'SELECT') AS open
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') ORDER BY relname`;
    expect(rows.filter(({ forced }) => forced).map(({ name }) => name)).toEqual(ofComplaints);
    expect(rows.filter(({ open }) => open).map(({ name }) => name)).toEqual(ofComplaints);
  });
});
