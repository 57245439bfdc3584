import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@tuntas/events';
import type { Database, Sql } from '@tuntas/postgres';
import { alarm, type PrivateTokenKey } from '@tuntas/runtime';
import { chainEntries } from './chain-entries.js';
import { signIfDue } from './head-store.js';
import { Horizon } from './horizon.js';

/** Longer pauses make larger batches: a row each two seconds at most where little happens. */
const EVERY_MS = 2_000;
/** Those who were writing when it looked have ended within moments. */
const AGAIN_MS = 100;
const LONGEST_BACKOFF_MS = 10_000;
/** What is not chained can be changed unseen: somebody must hear of it within a minute (I20). */
const LONGEST_BEHIND_MS = 45_000;
const ALARM_EVERY_MS = 30_000;
/** The hour is the database's, and is asked for; a head may come so much later. */
const LOOK_FOR_HOUR_EVERY_MS = 30_000;
/** Any number, the same for all processes of a service; each service has its own database. */
const CHAIN_LOCK = 4_715_003;

/** Whose chain it is, and what signs its heads. */
export interface Signer {
  readonly service: Service;
  readonly key: PrivateTokenKey;
}

/**
 * Chains what the journal has gained, every two seconds, apart from the transactions that wrote it, and signs the end of
 * the chain once an hour.
 *
 * Every process of a service runs one, and a lock lets one of them chain at a time; the others find nothing left. It
 * remembers nothing: what is chained stands in the chain, so a killed process is made good by the next round of any
 * other. When entries stay unchained – somebody writes without an end – it raises `audit-behind`; when the database
 * refuses, `audit-stalled`.
 */
export class Chainer {
  readonly #stop = new AbortController();
  readonly #horizon = new Horizon();
  #running: Promise<void> | undefined;
  /** Up to here nothing is left, so that an idle round asks no month of the journal. */
  #doneUpTo = -1;
  #behindSince: number | undefined;
  #alarmedAt = -Infinity;
  #lookedForHourAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly signer: Signer,
    /** Only tests change it. */
    private readonly longestBehindMs = LONGEST_BEHIND_MS,
  ) {}

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    let backoff = EVERY_MS;
    while (!this.#stop.signal.aborted) {
      let pause = EVERY_MS;
      try {
        if (!(await this.#round())) pause = AGAIN_MS;
        await this.#sign();
        backoff = EVERY_MS;
      } catch (error) {
        alarm('audit-stalled', { reason: (error as Error).name });
        pause = backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS);
      }
      this.#watch();
      await sleep(pause, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  /** False when it could not chain up to the end: there are writers under way, or another process is at it. */
  async #round(): Promise<boolean> {
    const upTo = await this.#horizon.reached(this.database.sql);
    if (upTo === this.#doneUpTo) return this.#isUpToDate();
    this.#behindSince ??= performance.now();
    if (upTo === undefined) return false;
    for (let chained: number | undefined; chained !== 0;) {
      chained = await this.#batch(upTo);
      if (chained === undefined) return false;
      if (this.#stop.signal.aborted) return true;
    }
    this.#doneUpTo = upTo;
    return this.#isUpToDate();
  }

  #isUpToDate(): true {
    this.#behindSince = undefined;
    return true;
  }

  /** How many entries; undefined while another process chains. */
  async #batch(upTo: number): Promise<number | undefined> {
    return this.#locked(async (sql) => chainEntries(sql, upTo));
  }

  async #sign(): Promise<void> {
    if (performance.now() - this.#lookedForHourAt < LOOK_FOR_HOUR_EVERY_MS) return;
    const { service, key } = this.signer;
    await this.#locked(async (sql) => {
      await signIfDue(sql, service, key);
      this.#lookedForHourAt = performance.now();
    });
  }

  /** Undefined while another process holds the lock of the chain. */
  async #locked<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result | undefined> {
    return this.database.transaction(async (sql) => {
      const [lock] = await sql<{ ours: boolean }>`SELECT pg_try_advisory_xact_lock(${CHAIN_LOCK}) AS ours`;
      return lock?.ours === true ? work(sql) : undefined;
    });
  }

  #watch(): void {
    const now = performance.now();
    if (this.#behindSince === undefined || now - this.#behindSince < this.longestBehindMs) return;
    if (now - this.#alarmedAt < ALARM_EVERY_MS) return;
    this.#alarmedAt = now;
    alarm('audit-behind', { seconds: Math.round((now - this.#behindSince) / 1_000) });
  }
}
