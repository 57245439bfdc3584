import { explaining, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from './migrations/index.js';
import { forgetSessions, forgetSignIns } from './schedules/forget-sign-ins.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase(migrations);
  await db.database.query(`
    INSERT INTO sessions (id_hash, subject, acr, id_token, authenticated_at, started_at, last_used_at, ends_at)
    SELECT sha256(n::text::bytea), 'siti', '1', 't', app_now(), app_now(), app_now(), app_now() + make_interval(mins => n)
    FROM generate_series(-299, 20000) AS n`);
  await db.database.query(`
    INSERT INTO sign_ins (state_hash, browser_hash, nonce, code_verifier, return_path, ends_at)
    SELECT sha256(n::text::bytea), '', 'n', 'v', '/', app_now() + make_interval(mins => n) FROM generate_series(-299, 20000) AS n`);
  await db.database.query('ANALYZE');
});
afterAll(async () => db.close());

describe.each([
  ['sessions', forgetSessions],
  ['sign_ins', forgetSignIns],
] as const)('%s that ended', (table, forget) => {
  it('are deleted by themselves, a few at a time, by an index; those that live stay', async () => {
    const plans: string[] = [];
    const sql = explaining(() => db.database.sql, plans);
    // n = 0 ended at the very moment it was written.
    expect([await forget(sql, 200), await forget(sql, 200), await forget(sql, 200)]).toEqual([200, 100, 0]);
    expect(plans[0]).toContain(`${table}_ends_at`);
    expect(plans[0]).not.toContain('Seq Scan');
    const [row] = await db.database.query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`);
    expect(row?.count).toBe(20_000);
  });
});
