import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { asOfficer, OFFICERS_ROLE, sqlOn } from '@tuntas/postgres';
import type { Side } from '../ground/side.js';
import { Caller } from '../load/caller.js';
import { demand } from '../method/bench.js';
import { allChained, chainedOf } from './p16-chain.js';
import { reading } from './p16-paths.js';

/** Longer than the chain ever waits. */
const UNCHAINED_FOR_MS = 2_500;

/** Throws Void unless each side is what it says; otherwise a bench would compare a thing with itself. */
export async function prove({ secured, plain }: { readonly secured: Side; readonly plain: Side }): Promise<void> {
  const proof = secured.service === 'intake' ? proveSealing : proveSight;
  await proof(secured, true);
  await proof(plain, false);
}

/** Whoever tells a complaint stands in the database as what nobody can read and has a key; or as was sent, and has none. */
async function proveSealing(side: Side, isSecured: boolean): Promise<void> {
  const caller = new Caller(side);
  const name = `Warga ${randomUUID()}`;
  const before = await keysOf(side);
  const body = { text: 'Lampu jalan mati di depan pasar.', contact: { name, email: 'warga@contoh.id' }, secret: true };
  const told = await caller.call({ to: 'intake', method: 'POST', path: '/api/complaints', body });
  caller.close();
  const { rows } = await side.pool.query<{ sealed: Buffer; words: Buffer }>(
    `SELECT i.sealed, t.sealed AS words FROM complaints c JOIN identities i ON i.complaint_id = c.id
       JOIN texts t ON t.complaint_id = c.id WHERE c.reference = $1`,
    [(told.body as { readonly reference: string }).reference],
  );
  const [kept] = rows;
  const readable = kept?.sealed.includes(name) === true && kept.words.includes('Lampu jalan');
  const unreadable = kept?.sealed.includes('Warga') === false && !kept.words.includes('Lampu');
  const keys = (await keysOf(side)) - before;
  if (isSecured) demand(unreadable && keys === 2, `an identity and words that are sealed (${keys} keys)`);
  else demand(readable && keys === 0, `an identity and words that are not sealed (${keys} keys)`);
  await (isSecured ? allChained(side.pool) : proveUnchained(side));
}

const keysOf = async ({ keys }: Side): Promise<number> =>
  (await keys.query<{ n: number }>('SELECT count(*)::int AS n FROM data_keys')).rows[0]?.n ?? 0;

/** Nothing was chained while something had the time. */
export async function proveUnchained({ pool }: Side): Promise<void> {
  const before = await chainedOf(pool);
  await new Promise((done) => setTimeout(done, UNCHAINED_FOR_MS));
  const { entries, chained } = await chainedOf(pool);
  demand(entries > chained && chained === before.chained, `entries that nobody chains (${chained} of ${entries})`);
}

/**
 * As the role of officers another agency's rows are hidden, or to be seen; and the service itself does read in that role, or
 * does not: with a policy that shows officers nothing it finds nothing, or all.
 */
async function proveSight(side: Side, isSecured: boolean): Promise<void> {
  const { rows } = await side.pool.query<{ id: string; agency: string }>(
    'SELECT id, agency FROM bench.told WHERE agency IS NOT NULL AND NOT secret LIMIT 1',
  );
  const one = rows[0] ?? { id: '', agency: '' };
  const table = side.service === 'routing' ? 'complaints' : 'cases';
  const count = await seenFromElsewhere(side.pool, table, one.id);
  demand(count === (isSecured ? 0 : 1), `a row of ${table} ${isSecured ? 'hidden' : 'to be seen'}, but ${count}`);
  const caller = new Caller(side);
  const asked = reading(side.service, one);
  await caller.call(asked);
  await side.pool.query(`CREATE POLICY nobody ON ${table} AS RESTRICTIVE TO ${OFFICERS_ROLE} USING (false)`);
  try {
    await caller.call({ ...asked, answers: isSecured ? 404 : 200 });
  } finally {
    await side.pool.query(`DROP POLICY nobody ON ${table}`);
    caller.close();
  }
}

async function seenFromElsewhere(pool: pg.Pool, table: string, id: string): Promise<number | undefined> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const posts = [{ role: 'coordinator', agency: 'of nobody' }];
    return await asOfficer(sqlOn(client), posts, async () => {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table} WHERE complaint_id = $1`,
        [id],
      );
      return rows[0]?.n;
    });
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
