/**
 * The narrow port around the Kafka client. Nothing else in Tuntas knows which client runs behind it, so that kafkajs (unmaintained
 * since 2023) can be replaced; `describeKafkaClient` in `kafka-conformance.ts` is the proof a replacement has to pass on a real broker.
 *
 * What the port promises, and what it leaves to the inbox: sending and receiving are at least once. Offsets are committed only after
 * `onChunk` resolved, so a crash, a rebalance or a lost commit shows records again, and never skips one.
 */

/** One record to be sent. The partition follows from the key by murmur2, as in the Java client, so all clients agree. */
export interface OutgoingRecord {
  topic: string;
  /** Without a key a record goes to partition 0: only dead letters have none, and their topics have one partition. */
  key: string | null;
  /** `null` is a tombstone in a compacted topic. */
  value: Buffer | null;
  headers: Record<string, string>;
  /** Milliseconds since 1970. Given for secret complaints only, whose record time is cut to the date; else the time of sending. */
  timestamp?: number;
}

/** One record as it lies in the topic; nothing about it has been judged yet. */
export interface IncomingRecord {
  topic: string;
  partition: number;
  offset: bigint;
  /** `null` also when the bytes of the key are not valid UTF-8; those bytes are in `keyBytes`. */
  key: string | null;
  keyBytes: Buffer | null;
  value: Buffer | null;
  /** Header values read as UTF-8; of a header given twice the last one counts. */
  headers: Record<string, string>;
  /** Milliseconds since 1970, as the sender wrote it. */
  timestamp: number;
}

export interface Producer {
  /**
   * Resolves when all in-sync replicas have all records (acks = all, idempotent), in the given order per partition. Sends of one
   * producer run one after the other. A transient fault is retried inside without doubling a record.
   *
   * Rejects with `RecordTooLarge` before anything is sent; with any other error when the fault outlasted the retries or `close()` cut
   * it short: then each record may or may not be in its topic, and sending it again may double it.
   */
  send(records: readonly OutgoingRecord[]): Promise<void>;
  /** Waits for the sends in hand for a bounded time, then gives them up: they reject. */
  close(): Promise<void>;
}

/** No retry helps: the broker would refuse this record for its size. */
export class RecordTooLarge extends Error {
  override readonly name = 'RecordTooLarge';
  constructor(
    readonly record: OutgoingRecord,
    readonly bytes: number,
    readonly limitBytes: number,
  ) {
    super(`a record for ${record.topic} has ${bytes} bytes, more than the ${limitBytes} a topic takes`);
  }
}

export interface Delivery {
  /**
   * True once this member has lost its partitions, or must assume so because the coordinator has not heard from it for a session
   * time-out (the process was stopped, the network is gone). Commit nothing more: another member has the same records in hand.
   * Once true it stays true for this delivery. A graceful `stop()` does not make the chunk in hand stale.
   */
  stale(): boolean;
  /** Tells the coordinator now that this member lives. A timer does so anyway; of use only inside long synchronous work. */
  heartbeat(): Promise<void>;
}

export interface ConsumerOptions {
  /** Members of one group share the partitions of the topics between them. */
  group: string;
  /** May include topics that do not exist yet: the consumer stays `joining` until they do. */
  topics: readonly string[];
  /** At most so many records are handed over in one call. */
  chunkSize: number;
  /**
   * Gets records of all partitions that wait at this moment, in order per partition, never two calls at once. Resolves when their
   * effects are durable: offsets may be committed. Rejects for a transient fault only: the same records come again after a backoff
   * (in the same chunk, unless the partitions were lost meanwhile), nothing is dropped and no later record of these partitions
   * overtakes. What to do with a faulty record is the caller's decision, so it must resolve for those.
   */
  onChunk(records: readonly IncomingRecord[], delivery: Delivery): Promise<void>;
  onState?(state: ConsumerState): void;
}

export interface ConsumerState {
  /**
   * joining: not a member yet (broker away, topic missing, first start) · running: has its partitions, perhaps none ·
   * rebalancing: partitions are being shared out anew · crashed: the client gave up, a new one starts after a backoff ·
   * stopped: by `stop()`, for good.
   */
  name: 'joining' | 'running' | 'rebalancing' | 'stopped' | 'crashed';
  since: Date;
  /** When `onChunk` last resolved; `null` before the first time. */
  lastChunkAt: Date | null;
}

export interface Consumer {
  state(): ConsumerState;
  /** Records not committed yet by the whole group, per `topic/partition`; asks the broker, rejects when it is away. */
  lag(): Promise<ReadonlyMap<string, bigint>>;
  /** Hands out no further chunk, finishes and commits the one in hand, leaves the group. Bounded; never rejects. */
  stop(): Promise<void>;
}

export interface TopicSettings {
  name: string;
  /** Fixed for the life of the topic: another number would break the order per key. */
  partitions: number;
  /** Kafka's topic settings, e.g. `retention.ms`, `cleanup.policy`. */
  config?: Record<string, string>;
}

/** Offsets of one partition: of the oldest record kept, and of the next one to be written. */
export interface PartitionEnds {
  low: bigint;
  high: bigint;
}

export interface KafkaClient {
  /** Connects when first used; resolves at once, also while the broker is away. */
  producer(): Promise<Producer>;
  /** Starts joining in the background and resolves at once; `state()` tells how far it is. */
  consume(options: ConsumerOptions): Promise<Consumer>;
  /** Makes the topics that are missing; leaves the others as they are, and logs a different number of partitions. */
  ensureTopics(topics: readonly TopicSettings[]): Promise<void>;
  /** Ends per partition. Rejects when the topic does not exist. */
  topicEnds(topic: string): Promise<ReadonlyMap<number, PartitionEnds>>;
  /** Offsets the group has committed per partition; partitions without one are missing. */
  committedOffsets(group: string, topic: string): Promise<ReadonlyMap<number, bigint>>;
  /** Makes the group read on from these offsets (`--rewind`). Rejects while the group has a running member. */
  setCommittedOffsets(group: string, topic: string, offsets: ReadonlyMap<number, bigint>): Promise<void>;
  /** Stops the consumers, then the producers, then disconnects. */
  close(): Promise<void>;
}

/** What the adapter needs of a logger; pino fits. Levels as in the whole project: error = somebody must act now. */
export interface KafkaLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
