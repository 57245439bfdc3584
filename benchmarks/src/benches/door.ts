import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Ground } from '../ground/ground.js';
import { Load, type LoadDone } from '../load/load.js';
import { demand } from '../method/bench.js';

const RECEIPTS_LOOKED_UP = 20;
/** A backlog of a slice is carried in a second or two. */
const CARRIED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 10;

/** Intake alone, with everything on, beside a database of the same tables for pgbench. */
export class Door {
  readonly load = new Load();
  readonly host: string;
  readonly #rawPool: pg.Pool;
  readonly #written: { readonly ours: Rows; readonly raw: Rows };
  #samples: LoadDone['samples'] = [];

  private constructor(
    private readonly ground: Ground,
    readonly rawUrl: string,
    rawPool: pg.Pool,
    written: { readonly ours: Rows; readonly raw: Rows },
  ) {
    this.host = new URL(ground.addresses.services.intake).host;
    this.#rawPool = rawPool;
    this.#written = written;
  }

  static async open(ground: Ground): Promise<Door> {
    const rawUrl = await ground.scratchUrl();
    await ground.run('intake', ['migrate'], { DATABASE_URL: rawUrl, OWNER_DATABASE_URL: rawUrl });
    const rawPool = new pg.Pool({ connectionString: rawUrl, max: 1 });
    const written = { ours: await rowsOf(ground.pool('intake')), raw: await rowsOf(rawPool) };
    return new Door(ground, rawUrl, rawPool, written);
  }

  /** Sends complaints, and afterwards waits until all of them are on Kafka, so that the next slice is not disturbed. */
  async send(asked: { connections: number; ms: number; ratePerSecond?: number }): Promise<LoadDone> {
    const done = await this.load.run({ host: this.host, ...asked });
    this.#samples = done.samples;
    await this.#carried();
    return done;
  }

  async #carried(): Promise<void> {
    const deadline = performance.now() + CARRIED_WITHIN_MS;
    for (;;) {
      const { rows } = await this.ground
        .pool('intake')
        .query<{ waits: boolean }>('SELECT EXISTS (SELECT FROM messaging.outbox) AS waits');
      if (rows[0]?.waits === false) return;
      demand(performance.now() < deadline, 'the outbox of intake empty a minute after the load');
      await sleep(LOOK_EVERY_MS);
    }
  }

  /**
   * Every receipt that was given is a complaint, a sample of them can be looked up, and door and pgbench wrote the same
   * number of rows into each table for each complaint.
   */
  async demandEffects(transactions: number): Promise<void> {
    const rows = difference(await rowsOf(this.ground.pool('intake')), this.#written.ours);
    const raw = difference(await rowsOf(this.#rawPool), this.#written.raw);
    demand(
      rows['complaints'] === this.load.accepted,
      `${this.load.accepted} complaints, but ${rows['complaints']} rows`,
    );
    demand(raw['complaints'] === transactions, `${transactions} transactions, but ${raw['complaints']} rows`);
    const each = (found: Rows, count: number): string =>
      Object.entries(found)
        .map(([table, one]) => `${table} ${(one / count).toFixed(2)}`)
        .sort()
        .join(', ');
    const [ours, theirs] = [each(rows, this.load.accepted), each(raw, transactions)];
    demand(ours === theirs, `the same rows by door and pgbench (${ours}; ${theirs})`);
    for (const { receipt } of this.#samples.slice(0, RECEIPTS_LOOKED_UP)) {
      const response = await fetch(`http://${this.host}/api/receipt/status`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ receipt }),
      });
      demand(response.status === 200, `the status of a receipt (${response.status})`);
      await response.arrayBuffer();
    }
  }

  async close(): Promise<void> {
    this.load.end();
    await this.#rawPool.end();
  }
}

type Rows = Readonly<Record<string, number>>;

/** Rows of every table that only grows; the outbox is emptied, and the inbox says nothing about accepting. */
async function rowsOf(pool: pg.Pool): Promise<Rows> {
  const tables = ['complaints', 'identities', 'texts', 'messaging.journal', 'messaging.progress'];
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS "${table}"`);
  const { rows } = await pool.query<Rows>(`SELECT ${counts.join(', ')}`);
  return rows[0] ?? {};
}

const difference = (now: Rows, before: Rows): Rows =>
  Object.fromEntries(Object.entries(now).map(([table, count]) => [table, count - (before[table] ?? 0)]));
