import { setTimeout as sleep } from 'node:timers/promises';
import type { Producer as PlatformaticProducer } from '@platformatic/kafka';
import { CONNECT_TIMEOUT_MS, type KafkaOptions, REQUEST_TIMEOUT_MS } from './options.js';
import { RecordTooLarge, type OutgoingRecord, type Producer } from './port.js';

/**
 * Sending through @platformatic/kafka, which takes a third of kafkajs' processor time a record (decision 0029). What its idempotence
 * rests on is kept here:
 *
 * - One send at a time. After a failure the client forgets its sequence numbers; a second send under way would reuse them, and the broker
 *   would drop its records as duplicates and acknowledge them.
 * - A send that failed for good is the client's last: for the same reason a fresh client, and so a fresh producer id, takes the next.
 *   A closed client never opens a connection again, so nothing that it still retries can arrive behind the next one's records.
 * - The partition must not change between attempts, so records without a key go to partition 0 and not to the next in turn.
 */

/** Brokers take batches up to 1,048,588 bytes per partition (`message.max.bytes`); one batch holds a partition's records of a request. */
const MAX_RECORD_BYTES = 1_000_000;
/** So that even records of one single partition stay below the limit. */
const MAX_REQUEST_BYTES = 900_000;
/**
 * A record's time is written as its distance from the first one's, and the client writes more than 2³¹ ms wrongly (2.12.1: a shift by 31
 * bits where there should be 63). Within a week of the first no two are farther apart than two.
 */
const FARTHEST_TIMES_MS = 7 * 86_400_000;
/** Lengths, offsets and counts around a record and its headers, rounded up. */
const RECORD_OVERHEAD_BYTES = 64;

/** 50 + 100 + 200 + 400 + 800 ms, then 1 s each: about 27 s, more than a broker needs to restart. */
const RETRIES = 30;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 1_000;
/** A send takes milliseconds; what is not through after so long waits for a broker that is away. */
const CLOSE_GRACE_MS = 5_000;

type Client = PlatformaticProducer<Buffer, Buffer | null>;

export class PlatformaticProducerAdapter implements Producer {
  readonly #options: KafkaOptions;
  readonly #closed = Promise.withResolvers<never>();
  #client: Promise<Client> | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  #closing = false;
  #givenUp = false;

  constructor(options: KafkaOptions) {
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
    this.#givenUp = true;
    this.#closed.reject(new Error('the producer was closed'));
    await this.#discard();
  }

  async #deliver(records: readonly OutgoingRecord[]): Promise<void> {
    // What still waits for its turn must not open a client that nobody would close.
    if (this.#givenUp) throw new Error('the producer was closed');
    try {
      const client = await (this.#client ??= clientOf(this.#options));
      await client.send({ messages: records.map(messageOf) });
    } catch (error) {
      await this.#discard();
      throw error;
    }
  }

  /** The next send gets a new client. */
  async #discard(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.then(async (one) => one.close(true)).catch(() => undefined);
  }
}

/** Loaded when first used: a quarter of a second that a service which only reads, or is only just starting, does not spend. */
async function clientOf({ brokers, clientId }: KafkaOptions): Promise<Client> {
  const { compatibilityPartitioner, Producer: PlatformaticClient } = await import('@platformatic/kafka');
  return new PlatformaticClient<Buffer, Buffer | null>({
    clientId,
    bootstrapBrokers: [...brokers],
    idempotent: true,
    autocreateTopics: false,
    partitioner: compatibilityPartitioner,
    connectTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    timeout: REQUEST_TIMEOUT_MS,
    retries: RETRIES,
    retryDelay: (_client, _operation, attempt) => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1)),
  });
}

const messageOf = ({ topic, key, value, headers, timestamp }: OutgoingRecord) => ({
  topic,
  value,
  ...(key === null ? { partition: 0 } : { key: Buffer.from(key) }),
  ...(timestamp === undefined ? {} : { timestamp: BigInt(timestamp) }),
  headers: new Map(Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)])),
});

function split(records: readonly OutgoingRecord[]): OutgoingRecord[][] {
  const now = Date.now();
  const requests: OutgoingRecord[][] = [];
  let room = 0;
  let firstTime = now;
  for (const record of records) {
    const bytes = size(record);
    if (bytes > MAX_RECORD_BYTES) throw new RecordTooLarge(record, bytes, MAX_RECORD_BYTES);
    const { timestamp = now } = record;
    if (bytes > room || Math.abs(timestamp - firstTime) > FARTHEST_TIMES_MS) {
      requests.push([]);
      room = MAX_REQUEST_BYTES;
      firstTime = timestamp;
    }
    requests.at(-1)?.push(record);
    room -= bytes;
  }
  return requests;
}

function size(record: OutgoingRecord): number {
  let bytes =
    RECORD_OVERHEAD_BYTES + (record.value?.length ?? 0) + (record.key === null ? 0 : Buffer.byteLength(record.key));
  for (const name in record.headers) bytes += name.length + Buffer.byteLength(record.headers[name] ?? '') + 10;
  return bytes;
}
