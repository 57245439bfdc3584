import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, ITopicConfig, ITopicMetadata } from 'kafkajs';
import { KafkaJsConnection } from './kafkajs-connection.js';
import type { KafkaOptions } from './options.js';
import type { PartitionEnds, TopicSettings } from './port.js';

/** 100 + 200 + 400 + 800 ms, then 1 s each: about 10 s. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 12 };

/** A new topic has its leaders within some 50 ms; 100 × 100 ms is for a cluster that is just starting. */
const LEADER_LOOKS = 100;
const LEADER_LOOK_EVERY_MS = 100;

const ASK_ATTEMPTS = 5;
const ASK_AGAIN_MS = 200;

/** Questions to the broker and its few commands; connects when first asked. */
export class KafkaJsAdmin {
  readonly #options: KafkaOptions;
  #connection: KafkaJsConnection | null = null;
  #admin: Promise<Admin> | null = null;

  constructor(options: KafkaOptions) {
    this.#options = options;
  }

  async ensureTopics(topics: readonly TopicSettings[]): Promise<void> {
    const admin = await this.#connected();
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    // Resolves to false when another instance was faster with some of them: all are there then in any case. kafkajs can wait for the
    // leaders by itself, but fails when the broker has not heard of the topic yet, as in the first moments after its creation.
    if (missing.length > 0) await admin.createTopics({ topics: missing.map(topicConfig), waitForLeaders: false });
    for (const { name, partitions } of await leaders(admin, topics)) {
      const wanted = topics.find((topic) => topic.name === name)?.partitions;
      if (wanted === partitions.length) continue;
      const fields = { topic: name, partitions: partitions.length, wanted };
      this.#options.log.warn(fields, 'a topic keeps the number of partitions it was made with');
    }
  }

  async topicEnds(topic: string): Promise<ReadonlyMap<number, PartitionEnds>> {
    const ends = await this.#ask((admin) => admin.fetchTopicOffsets(topic));
    return new Map(ends.map(({ partition, low, high }) => [partition, { low: BigInt(low), high: BigInt(high) }]));
  }

  async committedOffsets(group: string, topic: string): Promise<ReadonlyMap<number, bigint>> {
    const [answer] = await this.#ask((admin) => admin.fetchOffsets({ groupId: group, topics: [topic] }));
    const committed = new Map<number, bigint>();
    for (const { partition, offset } of answer?.partitions ?? [])
      if (BigInt(offset) >= 0n) committed.set(partition, BigInt(offset));
    return committed;
  }

  async setCommittedOffsets(group: string, topic: string, offsets: ReadonlyMap<number, bigint>): Promise<void> {
    const admin = await this.#connected();
    const { groups } = await admin.describeGroups([group]);
    const members = groups[0]?.members.length ?? 0;
    if (members > 0) throw new Error(`group ${group} has ${members} running members; stop them before rewinding`);
    const partitions = [...offsets].map(([partition, offset]) => ({ partition, offset: String(offset) }));
    await admin.setOffsets({ groupId: group, topic, partitions });
  }

  async lag(group: string, topics: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
    const lag = new Map<string, bigint>();
    for (const topic of topics) {
      const [ends, committed] = await Promise.all([this.topicEnds(topic), this.committedOffsets(group, topic)]);
      for (const [partition, { low, high }] of ends) {
        // Offsets the topic has already dropped are not waiting any more.
        const next = committed.get(partition) ?? low;
        lag.set(`${topic}/${partition}`, high - (next > low ? next : low));
      }
    }
    return lag;
  }

  async close(): Promise<void> {
    const admin = await this.#admin?.catch(() => null);
    await admin?.disconnect().catch(() => undefined);
    this.#connection?.cut();
    this.#admin = null;
  }

  /** Partitions and groups that have just moved, and a broker that was restarted, answer when asked again with fresh knowledge. */
  async #ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await question(await this.#connected());
      } catch (error) {
        const retriable = error instanceof Error && 'retriable' in error && error.retriable === true;
        if (!retriable || attempt === ASK_ATTEMPTS) throw error;
        await this.close();
        await sleep(ASK_AGAIN_MS);
      }
    }
  }

  #connected(): Promise<Admin> {
    this.#admin ??= this.#connect().catch((error: unknown) => {
      this.#admin = null;
      throw error;
    });
    return this.#admin;
  }

  async #connect(): Promise<Admin> {
    this.#connection = new KafkaJsConnection(this.#options, RETRY);
    const admin = this.#connection.kafka.admin();
    await admin.connect();
    return admin;
  }
}

/** Resolves when every partition has a leader, that is, can be written. */
async function leaders(admin: Admin, topics: readonly TopicSettings[]): Promise<ITopicMetadata[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { topics: found } = await admin.fetchTopicMetadata({ topics: topics.map(({ name }) => name) });
      if (found.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return found;
    } catch (error) {
      if (attempt === LEADER_LOOKS) throw error;
    }
    if (attempt === LEADER_LOOKS) throw new Error('some partitions have no leader');
    await sleep(LEADER_LOOK_EVERY_MS);
  }
}

function topicConfig({ name, partitions, config = {} }: TopicSettings): ITopicConfig {
  return {
    topic: name,
    numPartitions: partitions,
    replicationFactor: -1, // the broker's default.replication.factor: 1 locally, 3 in a cluster
    configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
  };
}
