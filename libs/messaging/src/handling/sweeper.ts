import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@tuntas/postgres';
import { alarm } from '@tuntas/runtime';
import type { Store } from '../store.js';
import type { Handling } from './handling.js';
import type { Sweeps } from './schedule.js';

/** Keys a transaction: as many locks are held at once. */
const TRANSACTION_KEYS = 200;
/**
 * This process decides on one transaction while Postgres writes others. On two cores 10,000 clocks that ran out were swept
 * at 1,290 a second in one transaction at a time, 1,740 to 1,930 in two, 2,060 in three.
 */
const TRANSACTIONS_AT_ONCE = 3;
/** Nobody sweeps during the look for what is due, so it looks for two rounds of transactions. */
const SWEEP_KEYS = 2 * TRANSACTIONS_AT_ONCE * TRANSACTION_KEYS;
const LONGEST_BACKOFF_MS = 10_000;
/** After a full sweep more is due: go on, but leave room for others, also when these keys stay due. */
const FULL_SWEEP_PAUSE_MS = 10;
/** A key that failed stays due: it is left for so long, so that those behind it have their turn. */
const FAILED_REST_MS = 60_000;
/** More failed keys than this are a fault of the code, not of the keys: all are tried again. */
const MOST_RESTING = 10_000;

export interface SweeperOptions {
  readonly name: string;
  readonly everyMs: number;
  readonly sweep: Sweeps<unknown>;
  readonly store: Store<unknown>;
  readonly database: Database;
  readonly handling: Handling;
}

/**
 * Looks for due rows and lets the sweep decide on them. Due rows live in the database, never in a timer: after a day of
 * downtime everything due is found at once. Several processes may sweep; the key's lock makes one of them first, and the
 * other finds the row no longer due.
 */
export class Sweeper {
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  /** When keys that failed are tried again, by the monotonic clock. */
  readonly #resting = new Map<string, number>();

  constructor(private readonly options: SweeperOptions) {}

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { name, everyMs } = this.options;
    let pause = everyMs;
    while (!this.#stop.signal.aborted) {
      try {
        pause = (await this.#sweepOnce()) < SWEEP_KEYS ? everyMs : FULL_SWEEP_PAUSE_MS;
      } catch (error) {
        alarm('sweep-stalled', { sweep: name, reason: (error as Error).name });
        pause = Math.min(Math.max(pause, everyMs) * 2, LONGEST_BACKOFF_MS);
      }
      await sleep(pause, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  /** How many keys were decided on. */
  async #sweepOnce(): Promise<number> {
    const { sweep, store, database, handling } = this.options;
    const now = performance.now();
    for (const [key, until] of this.#resting) if (until <= now) this.#resting.delete(key);
    if (this.#resting.size > MOST_RESTING) this.#resting.clear();
    const due = await sweep.due(database.sql, SWEEP_KEYS + this.#resting.size);
    const keys = due.filter((key) => !this.#resting.has(key)).slice(0, SWEEP_KEYS);
    const found = keys.length;
    const sweepRest = async (): Promise<void> => {
      while (keys.length > 0) {
        const failed = await handling.sweep(store, sweep.decide.bind(sweep), keys.splice(0, TRANSACTION_KEYS));
        for (const key of failed) this.#resting.set(key, now + FAILED_REST_MS);
      }
    };
    // All of them end before what one of them met is thrown: nothing may still be at work when the sweeper has stopped.
    const ends = await Promise.allSettled(Array.from({ length: TRANSACTIONS_AT_ONCE }, sweepRest));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return found;
  }
}
