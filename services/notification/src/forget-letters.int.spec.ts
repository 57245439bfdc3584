import { randomUUID } from 'node:crypto';
import { explaining, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from './migrations/index.js';
import { forgetLetters } from './schedules/forget-letters.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase(migrations);
});
afterAll(async () => db.close());

/** So many obligations, in turn sent, unreachable, not sent and still due, each some days ago. */
async function owed(count: number, daysAgo: string): Promise<void> {
  await db.database.query(
    `INSERT INTO obligations (id, complaint_id, about_event_id, about_type, recipient, news, known, state, attempts, made_at, next_try_at, settled_at)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), 'case.closed', 'complainant', '{}', '{}', state, 1, at, at,
       CASE WHEN state <> 'due' THEN at END
     FROM generate_series(1, $2::int) AS n,
       LATERAL (SELECT (ARRAY['sent', 'unreachable', 'not-sent', 'due'])[1 + n % 4], app_now() - ($3)::interval) AS l (state, at)`,
    [randomUUID(), count, daysAgo],
  );
}
const left = async (): Promise<Record<string, number>> => {
  const rows = await db.database.sql<{ state: string; count: number }>`
    SELECT state, count(*) AS count FROM obligations GROUP BY state`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
};

describe('letters that were settled long ago', () => {
  it('are forgotten a few at a time; what is owed still, or was settled later, stays', async () => {
    await owed(400, '24 months 1 hour');
    await owed(400, '23 months 29 days');
    expect(await forgetLetters(db.database.sql, 250)).toBe(250);
    expect(await forgetLetters(db.database.sql, 250)).toBe(50);
    expect(await forgetLetters(db.database.sql, 250)).toBe(0);
    expect(await left()).toEqual({ sent: 100, unreachable: 100, 'not-sent': 100, due: 200 });
  });

  it('are found by an index', async () => {
    await owed(20_000, '1 month');
    await db.database.query('ANALYZE obligations');
    const plans: string[] = [];
    await forgetLetters(
      explaining(() => db.database.sql, plans),
      1_000,
    );
    expect(plans[0]).toContain('obligations_settled');
    expect(plans[0]).not.toContain('Seq Scan');
  });
});
