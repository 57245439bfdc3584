import { setTimeout as sleep } from 'node:timers/promises';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { topics } from '@tuntas/events';

/** A real cluster may take its time to spread 48 topics over its brokers; a local one needs under two seconds. */
const CREATED_WITHIN_MS = 60_000;

/** A broker that has just come up may answer that it does not know what it was just told to make: five seconds of it. */
const MOST_ATTEMPTS = 10;
const PAUSE_MS = 500;

/**
 * Makes the topics that are missing. Those that exist stay as they are: their partitions were fixed when they were
 * made, and a real cluster's settings are its operator's.
 */
export async function createTopics(brokers: string, partitions: number, prefix = ''): Promise<void> {
  const kafka = new Kafka({ clientId: 'tuntas-local', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    await patiently(async () => createMissing(admin, partitions, prefix));
  } finally {
    await admin.disconnect();
  }
}

async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || (error as { retriable?: unknown }).retriable !== true) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

async function createMissing(admin: Admin, partitions: number, prefix: string): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = topics({ partitions, prefix }).filter(({ name }) => !existing.has(name));
  if (missing.length === 0) return;
  await admin.createTopics({
    timeout: CREATED_WITHIN_MS,
    waitForLeaders: true,
    topics: missing.map(({ name, partitions: numPartitions, settings }) => ({
      topic: name,
      numPartitions,
      configEntries: Object.entries(settings).map(([key, value]) => ({ name: key, value })),
    })),
  });
}
