import type { Database } from '@tuntas/postgres';
import type { KafkaClient, Producer } from '../kafka/port.js';
import { Lane } from './lane.js';
import type { Words } from './words.js';

/** Measured before the project began: two lanes are fastest; sixteen tripled the latency and doubled Postgres' load. */
const LANES = 2;

export interface RelayOptions {
  readonly database: Database;
  readonly kafka: KafkaClient;
  readonly source: string;
  readonly topicPrefix: string;
  readonly words: readonly Words[];
}

/** Brings what was committed to Kafka: at least once, in order per key. See Lane for how. */
export class Relay {
  #lanes: Lane[] = [];
  #producers: Producer[] = [];

  constructor(private readonly options: RelayOptions) {}

  async start(): Promise<void> {
    // A producer sends one request after the other, so each lane has its own.
    this.#producers = await Promise.all(Array.from({ length: LANES }, async () => this.options.kafka.producer()));
    this.#lanes = this.#producers.map((producer, lane) => new Lane({ ...this.options, producer, lane, lanes: LANES }));
    for (const lane of this.#lanes) lane.start();
  }

  /** Called after every commit; costs nothing while the lanes are busy. */
  wake(): void {
    for (const lane of this.#lanes) lane.wake();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#lanes.map(async (lane) => lane.stop()));
    await Promise.all(this.#producers.map(async (producer) => producer.close()));
  }

  /**
   * How many rows wait and how old the oldest is, in seconds: shown as metric and in health. Facts of secret complaints
   * carry only their date, so their age is unknown: counted as old they would raise an alarm every time one passes.
   */
  async backlog(): Promise<{ rows: number; oldestSeconds: number }> {
    const [found] = await this.options.database.sql<{ rows: number; oldest: number | null }>`
      SELECT count(*) AS rows, extract(epoch FROM clock_timestamp() - min(recorded_at)
        FILTER (WHERE recorded_at <> date_trunc('day', recorded_at)))::float8 AS oldest
      FROM (SELECT recorded_at FROM messaging.outbox ORDER BY id LIMIT 10000) AS first_rows`;
    return { rows: found?.rows ?? 0, oldestSeconds: Math.max(0, found?.oldest ?? 0) };
  }
}
