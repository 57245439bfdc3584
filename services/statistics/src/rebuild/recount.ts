import type { Zone } from '@tuntas/calendar';
import type { EventOf } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import { count, isCounted } from '../domain/count.js';
import type { CountedEvent } from '../domain/counted-events.js';
import type { CountedStore, Counting } from '../store/counted.store.js';

/** Complaints held in memory between two writes, about 1 kB each: 200 MB at most, also for a nation. */
const MOST_HELD = 200_000;
/** Rows a statement: 5,000 × 0.7 kB of JSON stay far below the statement's time limit. */
const ROWS_A_STATEMENT = 5_000;

/**
 * Counts the events of a log once more, with the same fold and the same save as the live service, but without an inbox:
 * the sequences in the row itself tell what was counted. What is held in memory is written when it gets too much – and at
 * the end – so that a complaint whose events lie close together is written once and not with every event.
 */
export class Recount {
  #held = new Map<string, Counting>();
  #spilled = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: CountedStore,
    private readonly sql: Sql,
    private readonly zone: Zone,
    private readonly mostHeld = MOST_HELD,
  ) {}

  async take(events: readonly EventOf[]): Promise<void> {
    if (this.#spilled) await this.#loadMissing(events);
    for (const event of events) {
      const counting = this.#held.get(event.subject);
      if (isCounted(counting?.now, event)) continue;
      const now = count(counting?.now, event as CountedEvent, this.zone);
      this.#held.set(event.subject, { ...counting, now });
    }
    if (this.#held.size > this.mostHeld) await this.#spill();
  }

  /** Resolves when all that was taken is written. */
  async finish(): Promise<void> {
    await this.#spill();
    await this.#writing;
  }

  /** Writes beside what is read next; waits only for the write before. */
  async #spill(): Promise<void> {
    await this.#writing;
    const held = [...this.#held];
    this.#held = new Map();
    this.#spilled = true;
    this.#writing = this.#write(held);
    // Rejections are seen where it is awaited; until then nobody else may end the process for them.
    this.#writing.catch(() => undefined);
  }

  async #write(held: readonly [string, Counting][]): Promise<void> {
    for (let at = 0; at < held.length; at += ROWS_A_STATEMENT)
      await this.store.save(new Map(held.slice(at, at + ROWS_A_STATEMENT)), this.sql);
  }

  async #loadMissing(events: readonly EventOf[]): Promise<void> {
    await this.#writing;
    const missing = new Set(events.map(({ subject }) => subject).filter((key) => !this.#held.has(key)));
    for (const [key, counting] of await this.store.load([...missing], this.sql)) this.#held.set(key, counting);
  }
}
