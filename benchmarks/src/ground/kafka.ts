import { topics } from '@tuntas/events';
import { Kafka, logLevel } from 'kafkajs';

/** The client as the raw baselines use it. */
export function rawKafka(brokers: string): Kafka {
  return new Kafka({ clientId: 'bench', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
}

/** All topics of a platform under a prefix of their own. */
export async function makeTopics(brokers: string, prefix: string, partitions: number): Promise<void> {
  const admin = rawKafka(brokers).admin();
  await admin.connect();
  try {
    await admin.createTopics({
      waitForLeaders: true,
      topics: topics({ partitions, prefix }).map(({ name, partitions: numPartitions }) => ({
        topic: name,
        numPartitions,
      })),
    });
  } finally {
    await admin.disconnect();
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
