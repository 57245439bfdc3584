import { setTimeout as sleep } from 'node:timers/promises';
import type { Evidence } from '@tuntas/testing/ledger';

/** How finely the time is measured; also how often both databases are asked. */
const LOOK_EVERY_MS = 20;

/**
 * Watches from behind how long it takes from the acceptance of a complaint until statistics has counted both its
 * submission and its case, by the databases' clock.
 */
export class CountingWatch {
  readonly #waiting = new Map<string, Date>();
  readonly #ms: number[] = [];
  #last: Date;
  #stopped = false;
  #running: Promise<void> | undefined;

  constructor(
    private readonly query: Evidence['query'],
    since: Date,
  ) {
    this.#last = since;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Ends the watch after everything seen so far was counted, or after a while. */
  async stop(): Promise<{ p50: number; p99: number }> {
    const deadline = performance.now() + 60_000;
    while (this.#waiting.size > 0 && performance.now() < deadline) await sleep(LOOK_EVERY_MS);
    this.#stopped = true;
    await this.#running;
    const sorted = this.#ms.toSorted((one, other) => one - other);
    const part = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
    return { p50: part(0.5), p99: part(0.99) };
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#look().catch(() => undefined); // A database that was just killed answers again in a moment.
      await sleep(LOOK_EVERY_MS);
    }
  }

  async #look(): Promise<void> {
    const fresh = await this.query<{ id: string; submitted_at: Date }>(
      'intake',
      'SELECT id, submitted_at FROM complaints WHERE submitted_at > $1 AND NOT secret ORDER BY submitted_at',
      [this.#last],
    );
    for (const { id, submitted_at: at } of fresh) this.#waiting.set(id, at);
    this.#last = fresh.at(-1)?.submitted_at ?? this.#last;
    if (this.#waiting.size === 0) return;
    const counted = await this.query<{ complaint_id: string; now: Date }>(
      'statistics',
      `SELECT complaint_id, clock_timestamp() AS now FROM complaints
       WHERE complaint_id = ANY ($1) AND intake_sequence > 0 AND follow_up_sequence > 0`,
      [[...this.#waiting.keys()]],
    );
    for (const { complaint_id: id, now } of counted) {
      this.#ms.push(now.getTime() - (this.#waiting.get(id)?.getTime() ?? 0));
      this.#waiting.delete(id);
    }
  }
}
