import type { Consumer as KafkaJsConsumer, EachBatchPayload } from 'kafkajs';
import type { FetchedBatch } from './gatherer.js';
import { KafkaJsConnection } from './kafkajs-connection.js';
import type { KafkaOptions } from './options.js';
import { incomingRecords } from './kafkajs-record.js';
import { Membership } from './membership.js';

/**
 * One life of a kafkajs consumer, from connecting to its crash or end. It turns kafkajs's events and errors into a `Membership` and its
 * batches into `FetchedBatch`es. It never revives itself: `KafkaJsConsumerAdapter` starts the next life.
 */

export interface ConsumerTimes {
  /** A member not heard of for so long is dead. Short, because a killed service's partitions wait for it; the broker's floor is 6 s. */
  sessionMs: number;
  /**
   * How long a rebalance waits for a member to come back. It is also how long a member killed and started again waits for its own ghost,
   * so it is short; but above heartbeat + longest usual chunk, or busy members are thrown out in each rebalance.
   */
  rebalanceMs: number;
  /** Members learn of a rebalance by the answer to their heartbeat: two small requests a second buy a rebalance within 0.5 s. */
  heartbeatMs: number;
  /** How long the broker holds a fetch open when nothing is there. 10 ms cost throughput, above 100 gained none [measured]. */
  fetchWaitMs: number;
}

export const DEFAULT_TIMES: ConsumerTimes = {
  sessionMs: 6_000,
  rebalanceMs: 2_000,
  heartbeatMs: 500,
  fetchWaitMs: 100,
};

/** All batches of a fetch are to be in hand at once; a consumer holds at most 5 topics × 48 partitions. */
const PARTITIONS_AT_ONCE = 256;
/** What a fetch may bring at most, decoded and held in memory until done: 10 MB in all. */
const FETCH_BYTES = 10_485_760;
const FETCH_BYTES_PER_PARTITION = 1_048_576;
/** 100 + 200 + 400 + 800 ms + 6 × 1 s: about 7 s, then the member counts as crashed and a new one starts. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 10 };
/** A polite end needs the broker twice (commit, leave); after so long the connections are cut. */
const LEAVE_TIMEOUT_MS = 3_000;

export interface MemberEvents {
  joined(): void;
  rebalancing(): void;
  crashed(error: Error): void;
  /** The membership ended or ends: nothing of it may wait any longer. */
  ended(): void;
  fetched(batch: FetchedBatch): Promise<void>;
}

export class KafkaJsMember {
  /** The last sign that kafkajs's loop turns, by the monotonic clock, in ms. */
  lastFetchAt = performance.now();
  readonly #options: KafkaOptions;
  readonly #times: ConsumerTimes;
  readonly #events: MemberEvents;
  readonly #connection: KafkaJsConnection;
  readonly #consumer: KafkaJsConsumer;
  #membership: Membership | null = null;
  #heartbeatSentAt = 0;
  #lastPayload: EachBatchPayload | null = null;

  constructor(options: KafkaOptions, group: string, times: ConsumerTimes, events: MemberEvents) {
    this.#options = options;
    this.#times = times;
    this.#events = events;
    this.#connection = new KafkaJsConnection(options, RETRY);
    this.#consumer = this.#connection.kafka.consumer({
      groupId: group,
      sessionTimeout: times.sessionMs,
      rebalanceTimeout: times.rebalanceMs,
      heartbeatInterval: times.heartbeatMs,
      minBytes: 1,
      maxWaitTimeInMs: times.fetchWaitMs,
      maxBytes: FETCH_BYTES,
      maxBytesPerPartition: FETCH_BYTES_PER_PARTITION,
      allowAutoTopicCreation: false,
      retry: { ...RETRY, restartOnFailure: () => Promise.resolve(false) },
    });
    this.#listen();
  }

  /** Rejects when the broker is away or a topic is missing. */
  async start(topics: readonly string[]): Promise<void> {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false, // one request for the whole chunk, not one per partition
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.#eachBatch(payload),
    });
  }

  /** Leaves the group, so that the others need not wait for the session to end; bounded. */
  async end(): Promise<void> {
    this.#lastPayload = null;
    const timer = setTimeout(() => this.#connection.cut(), LEAVE_TIMEOUT_MS);
    await this.#consumer.disconnect().catch(() => undefined);
    clearTimeout(timer);
    this.#connection.cut();
  }

  /** While batches are in hand kafkajs does not heartbeat: our timer does. Learns thereby of rebalances and of being thrown out. */
  async heartbeat(): Promise<void> {
    const membership = this.#membership;
    if (!this.#lastPayload || !membership || membership.leaving) return;
    await this.#lastPayload.heartbeat().catch((error: unknown) => this.#judge(membership, error));
  }

  async #eachBatch(payload: EachBatchPayload): Promise<void> {
    const membership = this.#membership;
    if (!membership || !payload.isRunning() || payload.isStale()) return;
    this.#lastPayload = payload;
    await this.#events.fetched({
      records: incomingRecords(payload.batch),
      membership,
      heartbeat: () => this.heartbeat(),
      markDone: (offset) => payload.resolveOffset(String(offset)),
      commit: () => this.#commit(membership, payload),
    });
  }

  /** A commit that fails loses nothing: the records come again and are known. The broker refuses it from a member that is none. */
  async #commit(membership: Membership, payload: EachBatchPayload): Promise<void> {
    try {
      await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
    } catch (error) {
      this.#judge(membership, error);
    }
  }

  #judge(membership: Membership, error: unknown): void {
    const reason = error instanceof Error ? error : new Error(String(error));
    const type = 'type' in reason ? reason.type : null; // of a KafkaJSProtocolError, which kafkajs does not export to ES modules
    if (type === 'REBALANCE_IN_PROGRESS' || type === 'NOT_COORDINATOR_FOR_GROUP') membership.rebalance(reason);
    else if (type === 'UNKNOWN_MEMBER_ID' || type === 'ILLEGAL_GENERATION') membership.lose(reason);
    else {
      this.#options.log.debug({ err: reason }, 'heartbeat or commit failed, the coordinator may be away');
      return;
    }
    this.#events.ended();
  }

  #listen(): void {
    const consumer = this.#consumer;
    const { events } = consumer;
    consumer.on(events.REQUEST, ({ payload }) => {
      if (payload.apiName === 'Heartbeat' || payload.apiName === 'SyncGroup') this.#heartbeatSentAt = payload.sentAt;
    });
    consumer.on(events.HEARTBEAT, () => this.#membership?.heard(this.#heartbeatSentAt));
    consumer.on(events.FETCH, () => (this.lastFetchAt = performance.now()));
    consumer.on(events.GROUP_JOIN, () => this.#join());
    consumer.on(events.REBALANCING, () => this.#leave('rebalancing', () => this.#events.rebalancing()));
    consumer.on(events.CRASH, ({ payload }) => this.#leave('crashed', () => this.#events.crashed(payload.error)));
  }

  #join(): void {
    this.#membership?.lose(new Error('joined anew'));
    const { sessionMs, rebalanceMs } = this.#times;
    this.#membership = new Membership({ sessionMs, rebalanceMs, heardSentAt: this.#heartbeatSentAt });
    this.lastFetchAt = performance.now();
    this.#events.joined();
  }

  #leave(why: string, then: () => void): void {
    this.#membership?.lose(new Error(why));
    this.#events.ended();
    then();
  }
}
