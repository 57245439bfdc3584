import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, Kafka, KafkaJSError } from 'kafkajs';

/** A topic that was just made has no leader for a moment. */
const MOST_TRIES = 20;
const PAUSE_MS = 250;

export interface RawMessage {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Reads every record of these topics from the first offset to the end of now, each partition in its order. */
export async function readTopics(
  kafka: Kafka,
  names: readonly string[],
  each: (topic: string, partition: number, message: RawMessage) => void,
): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const left = new Map<string, number>();
  for (const topic of names) {
    for (const { partition, high, low } of await offsetsOf(admin, topic)) {
      if (high !== low) left.set(`${topic}/${partition}`, Number(high));
    }
  }
  const topics = [...new Set([...left.keys()].map((place) => place.slice(0, place.lastIndexOf('/'))))];
  const groupId = `ledger-${process.pid}-${process.hrtime.bigint()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  try {
    if (left.size === 0) return;
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await new Promise<void>((done, fail) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => fail(payload.error));
      const run = consumer.run({
        eachBatch: ({ batch }) => {
          for (const message of batch.messages) each(batch.topic, batch.partition, message);
          const place = `${batch.topic}/${batch.partition}`;
          if (Number(batch.messages.at(-1)?.offset ?? -1) + 1 >= (left.get(place) ?? 0)) left.delete(place);
          if (left.size === 0) done();
          return Promise.resolve();
        },
      });
      run.catch(fail);
    });
  } finally {
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  }
}

async function offsetsOf(admin: Admin, topic: string): ReturnType<Admin['fetchTopicOffsets']> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await admin.fetchTopicOffsets(topic);
    } catch (error) {
      if (tries === MOST_TRIES || !(error as Partial<KafkaJSError>).retriable) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
