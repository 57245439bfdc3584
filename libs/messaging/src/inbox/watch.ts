import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@tuntas/events';
import type { Database } from '@tuntas/postgres';
import { alarm, gauge } from '@tuntas/runtime';
import type { KafkaTransport } from '../consumer/transport.js';
import type { Relay } from '../relay/relay.js';
import { Idleness } from './idleness.js';
import type { Why } from './inbox.js';

const EVERY_MS = 5_000;
/** A message that waits for another topic is normal for moments; after a minute somebody must look (I20). */
const LONGEST_QUIET_WAIT_SECONDS = 60;
/** The relay polls twice a second: rows this old mean that it does not get on. */
const OLDEST_OUTBOX_SECONDS = 30;
/** A consumer that is not running for so long is stalled; a rebalance takes a few seconds. */
const LONGEST_ABSENCE_MS = 30_000;
/** One that runs, has messages before it and finishes none for so long is stalled as well; a chunk takes a second. */
const LONGEST_IDLENESS_MS = 30_000;

const parkedMessages = gauge({ name: 'parked_messages', help: 'Messages that wait in the inbox.', labels: ['why'] });
const outboxRows = gauge({ name: 'outbox_rows', help: 'Facts not on Kafka yet (at most 10000 are counted).' });
const outboxAge = gauge({ name: 'outbox_oldest_seconds', help: 'Age of the oldest fact that is not on Kafka yet.' });
const lagMessages = gauge({ name: 'consumer_lag_messages', help: 'Messages on Kafka that are not applied yet.' });
const skippedMessages = gauge({ name: 'skipped_messages', help: 'Messages of types that this version does not know.' });

export interface WatchOptions {
  readonly service: Service;
  readonly database: Database;
  readonly relay: Relay;
  readonly transport: KafkaTransport;
}

/** Looks at delivery every few seconds, so that no stall is silent: metrics, and an alarm where somebody must act. */
export class Watch {
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  readonly #idleness = new Idleness(LONGEST_IDLENESS_MS);

  constructor(private readonly options: WatchOptions) {}

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      // Database or broker away: their own alarms say so.
      await Promise.allSettled([this.#parked(), this.#outbox(), this.#consumer()]);
      await sleep(EVERY_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  async #parked(): Promise<void> {
    const { sql } = this.options.database;
    const rows = await sql<{ why: Why; count: number; oldest: number }>`
      SELECT why, count(*) AS count, extract(epoch FROM clock_timestamp() - min(parked_at))::float8 AS oldest
      FROM messaging.parked GROUP BY why`;
    for (const why of ['waits', 'faulty', 'gap', 'behind', 'redriven'] as const) {
      parkedMessages.set({ why }, rows.find((row) => row.why === why)?.count ?? 0);
    }
    const waits = rows.find(({ why }) => why === 'waits');
    if (waits && waits.oldest > LONGEST_QUIET_WAIT_SECONDS) alarm('message-waits-long', { count: String(waits.count) });
    const [skipped] = await sql<{ count: number }>`SELECT count(*) AS count FROM messaging.skipped`;
    skippedMessages.set(skipped?.count ?? 0);
  }

  async #outbox(): Promise<void> {
    const { rows, oldestSeconds } = await this.options.relay.backlog();
    outboxRows.set(rows);
    outboxAge.set(oldestSeconds);
    if (oldestSeconds > OLDEST_OUTBOX_SECONDS) alarm('relay-behind', { rows: String(rows) });
  }

  async #consumer(): Promise<void> {
    const { transport } = this.options;
    const state = transport.state();
    if (!state) return;
    const absentMs = state.name === 'running' ? 0 : Date.now() - state.since.getTime();
    if (absentMs > LONGEST_ABSENCE_MS) alarm('consumer-stalled', { state: state.name });
    const lag = await transport.lag();
    lagMessages.set(lag);
    if (this.#idleness.isStall(lag, transport.state()?.lastChunkAt ?? null)) {
      alarm('consumer-stalled', { state: 'applies nothing', lag: String(lag) });
    }
  }
}
