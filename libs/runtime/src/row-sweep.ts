import { setTimeout as sleep } from 'node:timers/promises';
import { alarm } from './alarm.js';
import { counter } from './metrics.js';
import type { Stopping } from './stopping.js';

/** Rows whose time is over wait for so long at most; whoever has just started has other things to do first. */
const EVERY_MS = 300_000;
/** Rows a statement: locks, dead rows and write-ahead log of one stay small. */
const ROWS_AT_ONCE = 1_000;
/** A million rows a sweep; the next goes on from there. */
const MOST_STATEMENTS = 1_000;

const sweptRows = counter({
  name: 'swept_rows_total',
  help: 'Rows deleted because their time of keeping was over.',
  labels: ['sweep'],
});

export interface RowSweepOptions {
  /** As the register of data names it. */
  readonly name: string;
  /** Deletes so many rows at most, those that are over longest first, by an index; resolves with how many it were. */
  readonly deleteSome: (most: number) => Promise<number>;
  readonly stopping: Pick<Stopping, 'onStop'>;
}

/**
 * Deletes what a service does not need any more, in small statements of their own: one that is broken off is gone on with by
 * the next sweep, and two at once delete each row once. For rows that nothing has to be decided on, and nobody is told of.
 */
export class RowSweep {
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;

  constructor(private readonly options: RowSweepOptions) {
    sweptRows.inc({ sweep: options.name }, 0);
    options.stopping.onStop('relay', options.name, async () => {
      this.#stop.abort();
      await this.#running;
    });
  }

  start(): void {
    this.#running = this.#run();
  }

  /** All that is over now. @returns how many rows */
  async sweep(rowsAtOnce = ROWS_AT_ONCE): Promise<number> {
    let all = 0;
    for (let statement = 0; statement < MOST_STATEMENTS && !this.#stop.signal.aborted; statement += 1) {
      const deleted = await this.options.deleteSome(rowsAtOnce);
      sweptRows.inc({ sweep: this.options.name }, deleted);
      all += deleted;
      if (deleted < rowsAtOnce) break;
    }
    return all;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      await this.sweep().catch((error: unknown) => {
        alarm('sweep-stalled', { sweep: this.options.name, reason: (error as Error).name });
      });
    }
  }
}
