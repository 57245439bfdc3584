import { explaining, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagingMigrations } from '../migrations/index.js';
import { forgetSetAside } from './forget-set-aside.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase(messagingMigrations);
});
afterAll(async () => db.close());

describe('messages that somebody set aside', () => {
  it('are forgotten after 90 days, a few at a time, by an index', async () => {
    await db.database.query(`
      INSERT INTO messaging.set_aside (stream, key, sequence, reason, headers, body, set_aside_by, set_aside_at)
      SELECT 's', n::text, n, 'r', '{}', '', 'x', app_now() - make_interval(hours => n) FROM generate_series(1, ${90 * 24 + 300}) AS n`);
    await db.database.query('ANALYZE messaging.set_aside');
    const plans: string[] = [];
    const sql = explaining(() => db.database.sql, plans);
    // The one of exactly 90 days ago is older than that by now.
    expect([await forgetSetAside(sql, 200), await forgetSetAside(sql, 200), await forgetSetAside(sql, 200)]).toEqual([
      200, 101, 0,
    ]);
    expect(plans[0]).toContain('set_aside_at');
    const [row] = await db.database.sql<{ count: number }>`SELECT count(*) AS count FROM messaging.set_aside`;
    expect(row?.count).toBe(90 * 24 - 1);
  });
});
