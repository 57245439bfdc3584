import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { Service } from '@tuntas/events';
import { arrived, type Arrived } from '../envelope.js';
import type { Handling } from '../handling/handling.js';
import type { Reactions } from '../handling/registry.js';
import type { Consumer, ConsumerState, Delivery, IncomingRecord, KafkaClient, Producer } from '../kafka/port.js';
import { groupOf } from '../inbox/rewind.js';
import { bury } from './dead-letter.js';

/** Messages a transaction: large enough that the statements are shared, small enough to stay far below the heartbeat. */
const CHUNK_MESSAGES = 500;

export interface TransportOptions {
  readonly service: Service;
  readonly kafka: KafkaClient;
  readonly topicPrefix: string;
}

/**
 * Nest's way in for Kafka messages. The stock Kafka transport takes one message at a time, and a throwing handler
 * stops all partitions for ever (measured before the project began); this one takes chunks over all partitions and
 * gives every message an end: applied, parked with a reason, or – when no key can be read – a dead letter.
 */
export class KafkaTransport extends Server implements CustomTransportStrategy {
  #consumer: Consumer | undefined;
  #deadLetters: Producer | undefined;
  #parts: { readonly handling: Handling; readonly reactions: Reactions } | undefined;

  constructor(private readonly options: TransportOptions) {
    super();
  }

  /** Given when Nest has made the reactions, before `listen`. */
  assemble(handling: Handling, reactions: Reactions): void {
    this.#parts = { handling, reactions };
  }

  listen(ready: (error?: unknown) => void): void {
    this.#start().then(() => ready(), ready);
  }

  async close(): Promise<void> {
    await this.#consumer?.stop();
    await this.#deadLetters?.close();
  }

  /** Nest asks for the client; nobody outside this library may use it. */
  unwrap(): never {
    throw new Error('The Kafka client is not handed out: return facts instead.');
  }

  on(): void {
    // Nest lets transports publish status events; ours is read from state() by health and metrics.
  }

  state(): ConsumerState | undefined {
    return this.#consumer?.state();
  }

  /** Messages not applied yet, over all partitions of all streams; asks the broker. */
  async lag(): Promise<number> {
    const lag = await this.#consumer?.lag();
    return [...(lag?.values() ?? [])].reduce((sum, one) => sum + Number(one), 0);
  }

  async #start(): Promise<void> {
    const { kafka, topicPrefix } = this.options;
    const streams = this.#parts?.reactions.streams ?? [];
    if (streams.length === 0) return;
    this.#deadLetters = await kafka.producer();
    this.#consumer = await kafka.consume({
      group: groupOf(this.options),
      topics: streams.map((stream) => topicPrefix + stream),
      chunkSize: CHUNK_MESSAGES,
      onChunk: async (records, delivery) => this.#take(records, delivery),
    });
  }

  async #take(records: readonly IncomingRecord[], delivery: Delivery): Promise<void> {
    const { service, topicPrefix } = this.options;
    if (delivery.stale()) return;
    const readable: Arrived[] = [];
    const dead: IncomingRecord[] = [];
    for (const record of records) {
      const message = arrived(record, topicPrefix);
      if (message) readable.push(message);
      else dead.push(record);
    }
    // The others first: while the database is away the chunk comes again and again, and its dead would be buried each time.
    if (readable.length > 0) await this.#parts?.handling.take(readable);
    if (dead.length > 0 && this.#deadLetters) await bury(dead, this.#deadLetters, service, topicPrefix);
  }
}
