import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@tuntas/local';
import type pg from 'pg';
import type { Ground } from '../ground/ground.js';
import { randomFrom } from '../method/statistics.js';

/** One complaint in so many can be looked up: the others' receipts are hashes of nothing anybody holds. */
const KNOWN_EVERY = 100;
/** At a time: more than a bench asks for. */
const MOST_KNOWN = 2_000;
const REFERENCE_BYTES = 5;

/** How a complaint of the stock is looked up, as its complainant and as anybody does. */
export interface Known {
  readonly receipt: string;
  readonly reference: string;
}

/** What intake makes receipts and references with: its own built code, so that the bench cannot have another. */
interface IntakesSecrets {
  readonly Receipts: new (pepper: Buffer) => { of(id: string, key: string): string; lookUp(receipt: string): Buffer };
}
interface IntakesReferences {
  readonly referenceOf: (random: Uint8Array, prefix: string) => string;
}

/** Gives some complaints of the stock the receipt and the reference that intake would have given them. */
export async function makeKnown(ground: Ground, { first, last }: { first: number; last: number }): Promise<void> {
  const pool = ground.pool('intake');
  const { rows } = await pool.query<{ n: number; id: string }>(
    `SELECT n, id FROM bench.told WHERE n BETWEEN $1 AND $2 AND n % $3 = 0 ORDER BY bench.chance(n, 9) LIMIT $4`,
    [first, last, KNOWN_EVERY, MOST_KNOWN],
  );
  const knownOf = await intakesWay(ground);
  const made = rows.map(({ n, id }) => ({ id, ...knownOf(n, id) }));
  await pool.query(
    `UPDATE complaints c SET receipt_hash = k.hash, reference = k.reference
     FROM unnest($1::uuid[], $2::bytea[], $3::text[]) AS k (id, hash, reference) WHERE c.id = k.id`,
    [made.map(({ id }) => id), made.map(({ hash }) => hash), made.map(({ reference }) => reference)],
  );
  await pool.query(`
    CREATE UNLOGGED TABLE IF NOT EXISTS bench.known (receipt text PRIMARY KEY, reference text NOT NULL)`);
  await pool.query('INSERT INTO bench.known SELECT * FROM unnest($1::text[], $2::text[])', [
    made.map(({ receipt }) => receipt),
    made.map(({ reference }) => reference),
  ]);
}

/** Some of them, of a database of intake's, in an order that is always the same. */
export async function known(pool: pg.Pool, most: number): Promise<Known[]> {
  const { rows } = await pool.query<Known>(
    'SELECT receipt, reference FROM bench.known ORDER BY md5(receipt) LIMIT $1',
    [most],
  );
  return rows;
}

/** How intake makes receipt, hash and reference: with its own code, and the pepper of this platform. */
async function intakesWay(ground: Ground): Promise<(n: number, id: string) => Known & { readonly hash: Buffer }> {
  const { Receipts } = await built<IntakesSecrets>('secrets/receipts.js');
  const { referenceOf } = await built<IntakesReferences>('domain/reference.js');
  const pepper = readFileSync(join(ground.addresses.secretsDir, 'receipt-pepper'), 'utf8');
  const receipts = new Receipts(Buffer.from(pepper.trim(), 'base64'));
  return (n, id) => {
    const receipt = receipts.of(id, `stock ${n}`);
    const random = randomFrom(n);
    const bytes = Uint8Array.from({ length: REFERENCE_BYTES }, () => Math.floor(random() * 256));
    return { receipt, reference: referenceOf(bytes, 'KTM'), hash: receipts.lookUp(receipt) };
  };
}

/** A tool imports no service; what a service has built it may run, as it runs its program. */
const built = async <Module>(file: string): Promise<Module> =>
  (await import(join(root, 'services/intake/dist', file))) as Module;
