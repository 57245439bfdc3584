import { setTimeout as sleep } from 'node:timers/promises';
import { topics } from '@tuntas/events';
import { type Admin, Kafka, logLevel } from 'kafkajs';

/** The client as the raw baselines use it. */
export function rawKafka(brokers: string): Kafka {
  return new Kafka({ clientId: 'bench', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
}

/** New topics have leaders within a second; a busy machine may take a few. */
const LED_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 100;

/** All topics of a platform under a prefix of their own; resolves when every partition has a leader. */
export async function makeTopics(brokers: string, prefix: string, partitions: number): Promise<void> {
  const admin = rawKafka(brokers).admin();
  await admin.connect();
  try {
    const wanted = topics({ partitions, prefix }).map(({ name, partitions: numPartitions }) => ({
      topic: name,
      numPartitions,
    }));
    await admin.createTopics({ waitForLeaders: false, topics: wanted });
    await led(
      admin,
      wanted.map(({ topic }) => topic),
    );
  } finally {
    await admin.disconnect();
  }
}

async function led(admin: Admin, names: string[]): Promise<void> {
  const deadline = performance.now() + LED_WITHIN_MS;
  for (;;) {
    try {
      const found = await admin.fetchTopicMetadata({ topics: names });
      if (found.topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/** How many records a topic holds. */
export async function recordsIn(brokers: string, topic: string): Promise<number> {
  const admin = rawKafka(brokers).admin();
  await admin.connect();
  try {
    const ends = await admin.fetchTopicOffsets(topic);
    return ends.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  } finally {
    await admin.disconnect();
  }
}
