import type { Admin, ITopicConfig } from 'kafkajs';
import { KafkaJsConnection, type KafkaJsOptions } from './kafkajs-connection.js';
import type { PartitionEnds, TopicSettings } from './port.js';

/** 100 + 200 + 400 + 800 ms, then 1 s each: about 10 s. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 12 };

/** Questions to the broker and its few commands; connects when first asked. */
export class KafkaJsAdmin {
  readonly #options: KafkaJsOptions;
  #connection: KafkaJsConnection | null = null;
  #admin: Promise<Admin> | null = null;

  constructor(options: KafkaJsOptions) {
    this.#options = options;
  }

  async ensureTopics(topics: readonly TopicSettings[]): Promise<void> {
    const admin = await this.#connected();
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    // False when another instance was faster with some of them: all are there now in any case.
    if (missing.length > 0) await admin.createTopics({ topics: missing.map(topicConfig), waitForLeaders: true });
    const { topics: found } = await admin.fetchTopicMetadata({ topics: topics.map(({ name }) => name) });
    for (const { name, partitions: isPartitions } of found) {
      const wanted = topics.find((topic) => topic.name === name)?.partitions;
      if (wanted === isPartitions.length) continue;
      const fields = { topic: name, partitions: isPartitions.length, wanted };
      this.#options.log.warn(fields, 'a topic keeps the number of partitions it was made with');
    }
  }

  async topicEnds(topic: string): Promise<ReadonlyMap<number, PartitionEnds>> {
    const admin = await this.#connected();
    const ends = await admin.fetchTopicOffsets(topic);
    return new Map(ends.map(({ partition, low, high }) => [partition, { low: BigInt(low), high: BigInt(high) }]));
  }

  async committedOffsets(group: string, topic: string): Promise<ReadonlyMap<number, bigint>> {
    const admin = await this.#connected();
    const [answer] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
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

  #connected(): Promise<Admin> {
    this.#admin ??= this.#connect().catch((error: unknown) => {
      this.#admin = null;
      throw error;
    });
    return this.#admin;
  }

  async #connect(): Promise<Admin> {
    this.#connection = new KafkaJsConnection(this.#options);
    const admin = this.#connection.kafka.admin({ retry: RETRY });
    await admin.connect();
    return admin;
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
