import { Kafka, logLevel, type Consumer, type Producer } from 'kafkajs';

const HOPS = 3;
const SESSION_MS = 6_000;

/** As many hops as a complaint takes to be counted – intake, routing, follow-up, statistics – with nothing done at any. */
export class Hops {
  readonly #arrived = new Map<string, (at: number) => void>();

  private constructor(
    private readonly producers: readonly Producer[],
    private readonly consumers: readonly Consumer[],
    private readonly first: string,
  ) {}

  static async open(brokers: string, partitions: number): Promise<Hops> {
    const kafka = new Kafka({ clientId: 'hops', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    const prefix = `hops-${process.pid}-${Date.now()}`;
    const topics = Array.from({ length: HOPS }, (_, hop) => `${prefix}-${hop}`);
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({
      waitForLeaders: false,
      topics: topics.map((topic) => ({ topic, numPartitions: partitions })),
    });
    await admin.disconnect();
    const producers = topics.map(() => kafka.producer({ idempotent: true, maxInFlightRequests: 1 }));
    const consumers = topics.map((topic) =>
      kafka.consumer({ groupId: topic, sessionTimeout: SESSION_MS, minBytes: 1, maxWaitTimeInMs: 100 }),
    );
    await Promise.all([...producers, ...consumers].map(async (client) => client.connect()));
    const hops = new Hops(producers, consumers, topics[0] ?? '');
    await Promise.all(topics.map(async (topic, hop) => hops.#listen(topic, topics[hop + 1], hop)));
    return hops;
  }

  async #listen(topic: string, next: string | undefined, hop: number): Promise<void> {
    const consumer = this.consumers[hop];
    await consumer?.subscribe({ topic, fromBeginning: true });
    await consumer?.run({
      eachMessage: async ({ message: { key, value } }) => {
        if (next) await this.producers[hop + 1]?.send({ topic: next, messages: [{ key, value }], acks: -1 });
        else this.#arrived.get(key?.toString() ?? '')?.(performance.now());
      },
    });
  }

  /** Milliseconds from the send to the last consumer. */
  async time(key: string, value: string): Promise<number> {
    const began = performance.now();
    const end = new Promise<number>((done) => this.#arrived.set(key, done));
    await this.producers[0]?.send({ topic: this.first, messages: [{ key, value }], acks: -1 });
    const ms = (await end) - began;
    this.#arrived.delete(key);
    return ms;
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumers, ...this.producers].map(async (client) => client.disconnect()));
  }
}
