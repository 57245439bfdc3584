import { setTimeout as sleep } from 'node:timers/promises';
import { Partitioners, type ICustomPartitioner, type Message, type Producer as KafkaJsProducer } from 'kafkajs';
import { KafkaJsConnection, type KafkaJsOptions } from './kafkajs-connection.js';
import { RecordTooLarge, type OutgoingRecord, type Producer } from './port.js';

/**
 * Sending through kafkajs, whose idempotence holds under conditions only, all kept here:
 *
 * - One send at a time. After a failure kafkajs takes its sequence numbers back; a second send under way would reuse them, and the broker
 *   would drop its records as duplicates and acknowledge them.
 * - A send that failed for good is the producer's last: for the same reason a fresh producer id is taken for the next.
 * - The partition must not change between attempts, so records without a key go to partition 0 and not to a random one.
 * - An answer counts only when it names every partition: when a partition's leader moves between attempts to a broker that has already
 *   answered, kafkajs sends it nothing and reports success.
 */

/** Brokers take batches up to 1,048,588 bytes per partition (`message.max.bytes`); kafkajs makes one batch of each partition's records. */
const MAX_RECORD_BYTES = 1_000_000;
/** So that even records of one single partition stay below the limit. */
const MAX_REQUEST_BYTES = 900_000;
/** kafkajs groups records by copying: quadratic per partition. 1,000 is still linear to the eye, and more gains nothing. */
const MAX_REQUEST_RECORDS = 1_000;
/** Lengths, offsets and counts around a record and its headers, rounded up. */
const RECORD_OVERHEAD_BYTES = 64;

/** 50 + 100 + 200 + 400 + 800 ms, then 1 s each: about 27 s, more than a broker needs to restart. */
const SEND_RETRY = { initialRetryTime: 50, maxRetryTime: 1_000, retries: 30 };
/** Each lasts as long as the retries, so this only bridges errors that kafkajs does not retry. */
const CONNECT_ATTEMPTS = 3;
const CONNECT_PAUSE_MS = 1_000;
/** A send takes milliseconds; what is not through after so long waits for a broker that is away. */
const CLOSE_GRACE_MS = 5_000;

export class KafkaJsProducerAdapter implements Producer {
  readonly #options: KafkaJsOptions;
  readonly #closed = Promise.withResolvers<never>();
  /** Partitions that the send in hand has to reach, as `topic/partition`; filled by the partitioner on each attempt. */
  readonly #partitions = new Set<string>();
  #connection: KafkaJsConnection | null = null;
  #producer: KafkaJsProducer | null = null;
  #connecting: Promise<KafkaJsProducer> | null = null;
  #tail: Promise<unknown> = Promise.resolve();
  #closing = false;

  constructor(options: KafkaJsOptions) {
    this.#options = options;
    this.#closed.promise.catch(() => undefined);
  }

  async send(records: readonly OutgoingRecord[]): Promise<void> {
    const requests = split(records);
    const turn = this.#tail.then(async () => {
      for (const request of requests) await this.#deliver(request);
    });
    this.#tail = turn.catch(() => undefined);
    await Promise.race([turn, this.#closed.promise]);
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    await Promise.race([this.#tail, sleep(CLOSE_GRACE_MS, undefined, { ref: false })]);
    this.#closed.reject(new Error('the producer was closed'));
    await this.#discard();
  }

  async #deliver(records: readonly OutgoingRecord[]): Promise<void> {
    const producer = await (this.#connecting ??= this.#connect());
    this.#partitions.clear();
    try {
      const answer = await producer.sendBatch({ acks: -1, topicMessages: byTopic(records) });
      for (const { topicName, partition } of answer) this.#partitions.delete(`${topicName}/${partition}`);
      if (this.#partitions.size > 0) throw new Error(`no answer for ${[...this.#partitions].join(', ')}`);
    } catch (error) {
      await this.#discard();
      throw error;
    }
  }

  async #connect(): Promise<KafkaJsProducer> {
    for (let attempt = 1; ; attempt++) {
      const connection = (this.#connection = new KafkaJsConnection(this.#options, SEND_RETRY));
      const producer = (this.#producer = connection.kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        retry: SEND_RETRY,
        createPartitioner: this.#partitioner,
      }));
      try {
        await producer.connect();
        return producer;
      } catch (error) {
        await this.#discard();
        if (attempt === CONNECT_ATTEMPTS || this.#closing) throw error;
        await sleep(CONNECT_PAUSE_MS, undefined, { ref: false });
      }
    }
  }

  readonly #partitioner: ICustomPartitioner = () => {
    const murmur2 = Partitioners.DefaultPartitioner();
    return (args) => {
      const partition = args.message.key === null ? 0 : murmur2(args);
      this.#partitions.add(`${args.topic}/${partition}`);
      return partition;
    };
  };

  /** The next send gets a new connection and a new producer id. Cut first: a polite end would wait for answers that may never come. */
  async #discard(): Promise<void> {
    const connection = this.#connection;
    const producer = this.#producer;
    this.#connection = this.#producer = this.#connecting = null;
    connection?.cut();
    await producer?.disconnect().catch(() => undefined);
  }
}

function split(records: readonly OutgoingRecord[]): OutgoingRecord[][] {
  const requests: OutgoingRecord[][] = [];
  let requestBytes = Infinity;
  for (const record of records) {
    const bytes = size(record);
    if (bytes > MAX_RECORD_BYTES) throw new RecordTooLarge(record, bytes, MAX_RECORD_BYTES);
    const last = requests.at(-1);
    if (last && requestBytes + bytes <= MAX_REQUEST_BYTES && last.length < MAX_REQUEST_RECORDS) {
      last.push(record);
      requestBytes += bytes;
    } else {
      requests.push([record]);
      requestBytes = bytes;
    }
  }
  return requests;
}

function size(record: OutgoingRecord): number {
  let bytes =
    RECORD_OVERHEAD_BYTES + (record.value?.length ?? 0) + (record.key === null ? 0 : Buffer.byteLength(record.key));
  for (const name in record.headers) bytes += name.length + Buffer.byteLength(record.headers[name] ?? '') + 10;
  return bytes;
}

function byTopic(records: readonly OutgoingRecord[]): { topic: string; messages: Message[] }[] {
  const topics = new Map<string, Message[]>();
  // Given for every record: kafkajs would else write the greatest *given* time as the greatest of the whole batch.
  const now = Date.now();
  for (const { topic, key, value, headers, timestamp = now } of records) {
    const message: Message = { key, value, headers, timestamp: String(timestamp) };
    const messages = topics.get(topic);
    if (messages) messages.push(message);
    else topics.set(topic, [message]);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}
