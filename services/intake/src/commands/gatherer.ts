import { isTransient, Problem, unavailable } from '@tuntas/runtime';

/**
 * Joins what waits at the same moment into one piece of work. While a batch is on its way to the disk the next one gathers,
 * so batches grow with the load by themselves, and an idle door waits for nobody.
 *
 * Promises: each item is answered once – by its own outcome, or by `unavailable` when the work failed for a passing reason
 * or took too long. An item that breaks its batch is tried alone, so it fails alone. Whoever finds the queue full is
 * refused before anything was accepted.
 */
export interface GathererOptions<Item, Outcome> {
  /** Does the work of a batch; answers in its order. All of it is done, or none. */
  readonly work: (items: readonly Item[]) => Promise<readonly Outcome[]>;
  readonly mostInBatch: number;
  readonly mostInFlight: number;
  readonly mostWaiting: number;
  readonly patienceMs: number;
}

interface Entry<Item, Outcome> {
  readonly item: Item;
  readonly done: (outcome: Outcome) => void;
  readonly failed: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

const RETRY_AFTER_SECONDS = 2;

export class Gatherer<Item, Outcome> {
  readonly #options: GathererOptions<Item, Outcome>;
  #waiting: Entry<Item, Outcome>[] = [];
  #inFlight = 0;
  #scheduled = false;

  constructor(options: GathererOptions<Item, Outcome>) {
    this.#options = options;
  }

  /** How many wait for a batch. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async add(item: Item): Promise<Outcome> {
    if (this.#waiting.length >= this.#options.mostWaiting) {
      throw new Problem('unavailable', 'unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    return new Promise((done, failed) => {
      const entry = { item, done, failed, timer: setTimeout(() => this.#giveUp(entry), this.#options.patienceMs) };
      this.#waiting.push(entry);
      this.#schedule();
    });
  }

  /** In the next turn of the event loop: by then every request that this turn has read is here. */
  #schedule(): void {
    if (this.#scheduled || this.#inFlight >= this.#options.mostInFlight) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      while (this.#waiting.length > 0 && this.#inFlight < this.#options.mostInFlight) void this.#batch();
    });
  }

  async #batch(): Promise<void> {
    const entries = this.#waiting.splice(0, this.#options.mostInBatch);
    this.#inFlight += 1;
    await this.#settle(entries);
    this.#inFlight -= 1;
    if (this.#waiting.length > 0) this.#schedule();
  }

  async #settle(entries: readonly Entry<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.#options.work(entries.map(({ item }) => item));
      for (const [at, { done, timer }] of entries.entries()) {
        clearTimeout(timer);
        done(outcomes[at] as Outcome);
      }
    } catch (error) {
      const alone = entries.length === 1 || isTransient(error);
      if (!alone) for (const entry of entries) await this.#settle([entry]);
      else
        for (const { failed, timer } of entries) {
          clearTimeout(timer);
          failed(isTransient(error) ? unavailable('unavailable', error) : error);
        }
    }
  }

  /** The database neither answers nor refuses. What was on its way may be kept; the same key will tell. */
  #giveUp(entry: Entry<Item, Outcome>): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== entry);
    entry.failed(unavailable());
  }
}
