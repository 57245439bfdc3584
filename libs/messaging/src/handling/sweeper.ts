import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@tuntas/postgres';
import { alarm } from '@tuntas/runtime';
import type { Store } from '../store.js';
import type { Handling } from './handling.js';
import type { Sweeps } from './schedule.js';

/** Keys a transaction: as many locks are held at once. */
const SWEEP_KEYS = 200;
const LONGEST_BACKOFF_MS = 10_000;
/** After a full sweep more is due: go on, but leave room for others, also when these keys stay due. */
const FULL_SWEEP_PAUSE_MS = 10;

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

  constructor(private readonly options: SweeperOptions) {}

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { name, everyMs, sweep, store, database, handling } = this.options;
    let pause = everyMs;
    while (!this.#stop.signal.aborted) {
      try {
        const keys = await sweep.due(database.sql, SWEEP_KEYS);
        if (keys.length > 0) await handling.sweep(store, sweep.decide.bind(sweep), keys);
        pause = keys.length < SWEEP_KEYS ? everyMs : FULL_SWEEP_PAUSE_MS;
      } catch (error) {
        alarm('sweep-stalled', { sweep: name, reason: (error as Error).name });
        pause = Math.min(Math.max(pause, everyMs) * 2, LONGEST_BACKOFF_MS);
      }
      await sleep(pause, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }
}
