import { randomBytes, randomUUID } from 'node:crypto';
import type { Fact, StreamName } from '@tuntas/events';
import { createTopics } from '@tuntas/local';
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import { inject } from 'vitest';

/** Enough to show that order holds per key only, few enough to be made quickly. */
const TEST_PARTITIONS = 2;

/** A record as it lies in a topic, headers as text. */
export interface ReadRecord {
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | null;
  readonly partition: number;
  readonly offset: string;
}

export interface TestKafka {
  readonly brokers: readonly string[];
  /** Before every topic and consumer group of this test file. */
  readonly topicPrefix: string;
  /**
   * Publishes facts as their owner would, with the next sequences of the key. Returns the event ids.
   * `repeat` sends the same records again, as a relay does after a crash.
   */
  publish(key: string, ...facts: readonly Fact[]): Promise<string[]>;
  repeat(eventId: string): Promise<void>;
  /** Sends whatever is given, to play a foreign or broken producer. */
  send(
    stream: StreamName,
    record: { key: string | null; value: string | null; headers?: Record<string, string> },
  ): Promise<void>;
  /** Everything that lies in a topic now, partition by partition. */
  read(topic: string): Promise<readonly ReadRecord[]>;
  close(): Promise<void>;
}

/** The topics of a platform under a prefix of their own, on the run's real broker. */
export async function testKafka(): Promise<TestKafka> {
  const brokers = inject('kafkaBrokers').split(',');
  const topicPrefix = `t${randomBytes(4).toString('hex')}.`;
  const kafka = new Kafka({ clientId: 'test', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const producer = kafka.producer();
  await Promise.all([admin.connect(), producer.connect()]);
  await createTopics(brokers.join(','), TEST_PARTITIONS, topicPrefix);
  const sequences = new Map<string, number>();
  const sent = new Map<
    string,
    { topic: string; message: { key: string; value: string; headers: Record<string, string> } }
  >();

  const publishOne = async (key: string, { event, data }: Fact): Promise<string> => {
    const sequence = (sequences.get(`${event.stream}\n${key}`) ?? 0) + 1;
    sequences.set(`${event.stream}\n${key}`, sequence);
    const id = randomUUID();
    const headers = {
      ce_specversion: '1.0',
      ce_id: id,
      ce_type: event.type,
      ce_source: event.owner,
      ce_time: new Date().toISOString(),
      ce_subject: key,
      ce_sequence: String(sequence),
      'content-type': 'application/json',
    };
    const record = { topic: topicPrefix + event.stream, message: { key, value: JSON.stringify(data), headers } };
    sent.set(id, record);
    await producer.send({ topic: record.topic, messages: [record.message] });
    return id;
  };

  return {
    brokers,
    topicPrefix,
    publish: async (key, ...facts) => {
      const ids: string[] = [];
      for (const one of facts) ids.push(await publishOne(key, one));
      return ids;
    },
    repeat: async (eventId) => {
      const record = sent.get(eventId);
      if (!record) throw new Error(`${eventId} was never published by this test.`);
      await producer.send({ topic: record.topic, messages: [record.message] });
    },
    send: async (stream, { key, value, headers = {} }) => {
      await producer.send({ topic: topicPrefix + stream, messages: [{ key, value, headers }] });
    },
    read: async (topic) => readAll(kafka, topic),
    close: async () => {
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    },
  };
}

/** Reads a topic from its first offset to its end of now. */
async function readAll(kafka: Kafka, topic: string): Promise<readonly ReadRecord[]> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  const left = new Map(
    ends.filter(({ high, low }) => high !== low).map(({ partition, high }) => [partition, BigInt(high)]),
  );
  const groupId = `read-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  const records: ReadRecord[] = [];
  try {
    if (left.size === 0) return records;
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((done, fail) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => fail(payload.error));
      consumer
        .run({
          eachMessage: async ({ partition, message }) => {
            records.push(readable(message, partition));
            if (BigInt(message.offset) + 1n >= (left.get(partition) ?? 0n)) left.delete(partition);
            if (left.size === 0) done();
            await Promise.resolve();
          },
        })
        .catch(fail);
    });
    return records;
  } finally {
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  }
}

function readable({ key, value, headers, offset }: KafkaMessage, partition: number): ReadRecord {
  const texts = Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)] as const);
  return {
    key: key?.toString() ?? null,
    value: value?.toString() ?? null,
    headers: Object.fromEntries(texts),
    partition,
    offset,
  };
}
