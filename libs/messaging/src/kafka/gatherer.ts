import { setTimeout as sleep } from 'node:timers/promises';
import { restMs } from '../rest.js';
import type { Membership } from './membership.js';
import type { Delivery, IncomingRecord, KafkaLog } from './port.js';

/**
 * Joins the batches of several partitions and topics that wait at the same moment into one call of `onChunk`. One transaction for all of
 * them is what makes the consumers fast: the client fetches again only when every fetched batch is done.
 *
 * A batch waits → its records go, in order, into one or more chunks → a chunk that is durable is marked on its batches and committed →
 * a batch without records left is settled. When the membership ends (rebalance, lost, stop) the chunk in hand is still finished, and
 * committed unless it is stale; every waiting batch is settled at once, unmarked, and comes again to whoever has the partition then.
 * Feeding on while the group rebalances would keep this member out of it (kafkajs #1720).
 */

/** What the client has fetched of one partition. */
export interface FetchedBatch {
  records: readonly IncomingRecord[];
  membership: Membership;
  heartbeat(): Promise<void>;
  /** The record at this offset and all before it are done; nothing is sent yet. */
  markDone(offset: bigint): void;
  /** Sends all marks of this member to the coordinator; never rejects. */
  commit(): Promise<void>;
}

interface Waiting {
  batch: FetchedBatch;
  next: number;
  settled: PromiseWithResolvers<void>;
}

export interface GathererOptions {
  chunkSize: number;
  onChunk: (records: readonly IncomingRecord[], delivery: Delivery) => Promise<void>;
  onDone: (records: number, durationMs: number) => void;
  log: KafkaLog;
}

/** A transient fault of the handler: first pause, doubled each time up to the longest; ± 25 % so that members do not beat in time. */
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5_000;
/**
 * What is marked is told to the coordinator at most so often: whoever takes over reads a little again, and knows it. A
 * commit a chunk cost the broker as much as the fetch, when messages come one by one.
 */
const COMMIT_EVERY_MS = 500;

export class Gatherer {
  readonly #options: GathererOptions;
  #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;
  /** One commit runs beside the next chunk: a slow coordinator does not hold up work, and the offsets are late by one chunk at most. */
  #committing: Promise<void> = Promise.resolve();
  #committedAt = -Infinity;
  /** A batch of the chunk last marked and not committed yet. */
  #marked: FetchedBatch | undefined;
  #commitLater: NodeJS.Timeout | undefined;
  #wake = new AbortController();
  #stopping = false;

  constructor(options: GathererOptions) {
    this.#options = options;
  }

  /** Resolves when the batch is done or has been given up; rejects with the reason the membership ended, for the client to join anew. */
  async add(batch: FetchedBatch): Promise<void> {
    if (this.#stopping || batch.records.length === 0) return;
    const settled = Promise.withResolvers<void>();
    this.#waiting.push({ batch, next: 0, settled });
    this.#draining ??= this.#drain();
    await settled.promise;
  }

  /** The membership has ended or ends: give up waiting and backing off. */
  interrupt(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  /** Hands out no further chunk; resolves when the one in hand is finished. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.interrupt();
    await this.#draining;
    await this.#commitMarked();
  }

  async #drain(): Promise<void> {
    // All batches of one fetch are added in the same turn of the event loop: wait for its end.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const chunk = this.#take();
      if (!chunk) break;
      const startedAt = performance.now();
      if (!(await this.#apply(chunk))) break;
      // The client fetches again when everything that it fetched is settled: more comes in one fetch when that is later.
      if (this.#waiting.every(isFinished))
        await this.#pause(restMs(chunk.records.length, performance.now() - startedAt), chunk.membership);
      this.#settleFinished();
    }
    if (this.#waiting.length > 0) await this.#commitMarked();
    this.#draining = null;
    this.#giveUp();
  }

  /** Up to a chunk of records, batch after batch; a batch that has got some already queues behind the others. */
  #take(): Chunk | null {
    const first = this.#waiting[0];
    if (!first || this.#mustEnd(first.batch.membership)) return null;
    const records: IncomingRecord[] = [];
    const parts: Waiting[] = [];
    for (const waiting of this.#waiting) {
      if (waiting.batch.membership !== first.batch.membership) continue;
      const room = this.#options.chunkSize - records.length;
      if (room <= 0) break;
      const part = waiting.batch.records.slice(waiting.next, waiting.next + room);
      waiting.next += part.length;
      for (const record of part) records.push(record);
      parts.push(waiting);
    }
    this.#waiting = [...this.#waiting.filter((waiting) => !parts.includes(waiting)), ...parts];
    return { records, parts, membership: first.batch.membership, first: first.batch };
  }

  /** True when the chunk is durable. */
  async #apply(chunk: Chunk): Promise<boolean> {
    const delivery = deliveryOf(chunk);
    const { log, onChunk, onDone } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const startedAt = performance.now();
      try {
        await onChunk(chunk.records, delivery);
        onDone(chunk.records.length, performance.now() - startedAt);
        break;
      } catch (error) {
        const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(attempt, 10), LONGEST_BACKOFF_MS);
        log.warn(
          { err: error, attempt, backoffMs, records: chunk.records.length },
          'a chunk failed, it is tried again',
        );
        await this.#pause(backoffMs * (0.75 + Math.random() / 2), chunk.membership);
        if (delivery.stale() || this.#mustEnd(chunk.membership)) return false;
      }
    }
    if (delivery.stale()) return false;
    for (const { batch, next } of chunk.parts) markUpTo(batch, next);
    this.#marked = chunk.first;
    const wait = this.#committedAt + COMMIT_EVERY_MS - performance.now();
    if (wait <= 0) await this.#commit();
    else this.#commitLater ??= setTimeout(() => void this.#commit(), wait);
    return true;
  }

  /** Begins to commit what is marked, after the commit under way. */
  async #commit(): Promise<void> {
    clearTimeout(this.#commitLater);
    this.#commitLater = undefined;
    await this.#committing;
    const marked = this.#marked;
    if (!marked || marked.membership.isLost()) return;
    this.#marked = undefined;
    this.#committedAt = performance.now();
    this.#committing = marked.commit();
  }

  async #commitMarked(): Promise<void> {
    await this.#commit();
    await this.#committing;
  }

  async #pause(milliseconds: number, membership: Membership): Promise<void> {
    if (this.#mustEnd(membership)) return;
    await sleep(milliseconds, undefined, { signal: this.#wake.signal }).catch(() => undefined);
  }

  #mustEnd(membership: Membership): boolean {
    return this.#stopping || membership.leaving !== null || membership.isLost();
  }

  #settleFinished(): void {
    for (const waiting of this.#waiting) if (isFinished(waiting)) waiting.settled.resolve();
    this.#waiting = this.#waiting.filter((waiting) => !isFinished(waiting));
  }

  #giveUp(): void {
    for (const { settled, batch } of this.#waiting) {
      const reason = batch.membership.leaving;
      if (reason && !this.#stopping) settled.reject(reason);
      else settled.resolve();
    }
    this.#waiting = [];
  }
}

interface Chunk {
  records: IncomingRecord[];
  parts: Waiting[];
  membership: Membership;
  first: FetchedBatch;
}

const isFinished = ({ batch, next }: Waiting): boolean => next >= batch.records.length;

function deliveryOf(chunk: Chunk): Delivery {
  let stale = false;
  return {
    stale: () => (stale ||= chunk.membership.isLost()),
    heartbeat: () => chunk.first.heartbeat(),
  };
}

function markUpTo(batch: FetchedBatch, next: number): void {
  const last = batch.records[next - 1];
  if (last) batch.markDone(last.offset);
}
