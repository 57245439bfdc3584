import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { demand } from '../method/bench.js';

/** Chainer's own. */
const CHAIN_LOCK = 4_715_003;
/** After the stock was written its whole journal waits. */
const CHAINED_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 50;

/** How far a journal is, and its chain. */
export interface Chained {
  readonly entries: number;
  readonly chained: number;
}

export async function chainedOf(pool: pg.Pool): Promise<Chained> {
  const { rows } = await pool.query<Chained>(
    `SELECT coalesce((SELECT max(id) FROM messaging.journal), 0)::int AS entries,
       coalesce((SELECT ids[cardinality(ids)] FROM messaging.audit_chain ORDER BY position DESC LIMIT 1), 0)::int AS chained`,
  );
  return rows[0] ?? { entries: 0, chained: 0 };
}

/** Resolves when every entry of the journal is chained. */
export async function allChained(pool: pg.Pool): Promise<void> {
  for (const deadline = performance.now() + CHAINED_WITHIN_MS; ;) {
    const { entries, chained } = await chainedOf(pool);
    if (entries === chained) return;
    demand(performance.now() < deadline, `all ${entries} entries chained, but ${chained}`);
    await sleep(LOOK_EVERY_MS);
  }
}

/**
 * Chaining follows its writers by two seconds, a whole slice: what a slice decided would be chained while the other side's
 * clock runs. So the chain is held then, and what is left over is chained in the next slice of its own side.
 */
export class ChainHold {
  #client: pg.PoolClient | undefined;

  constructor(private readonly pool: pg.Pool) {}

  async hold(): Promise<void> {
    this.#client ??= await this.pool.connect();
    await this.#client.query('SELECT pg_advisory_lock($1)', [CHAIN_LOCK]);
  }

  async letGo(): Promise<void> {
    await this.#client?.query('SELECT pg_advisory_unlock_all()');
    this.#client?.release();
    this.#client = undefined;
  }
}
