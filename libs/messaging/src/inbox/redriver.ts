import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@tuntas/postgres';
import { logOf } from '@tuntas/runtime';
import type { Handling } from '../handling/handling.js';

const LOOK_EVERY_MS = 1_000;
/** Keys a transaction. */
const MOST_KEYS = 100;

const log = logOf('redrive');

/** Tries what an operator redrove, in the running service, so that it passes the same inbox as everything else. */
export class Redriver {
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly handling: Handling,
  ) {}

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#look().catch((error: unknown) => log.warn('parked messages could not be tried again', {}, error));
      await sleep(LOOK_EVERY_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const rows = await this.database.sql<{ key: string }>`
      SELECT DISTINCT key FROM messaging.parked WHERE why = 'redriven' ORDER BY key LIMIT ${MOST_KEYS}`;
    if (rows.length === 0) return;
    await this.handling.retry(rows.map(({ key }) => key));
    log.info('tried parked messages again', { keys: rows.length });
  }
}
