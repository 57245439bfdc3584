import { setTimeout as sleep } from 'node:timers/promises';
import { type Admin, type ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { topics } from '@tuntas/events';
import { Trouble } from './trouble.js';

/** A real cluster may take its time to spread 48 topics over its brokers; a local one needs under two seconds. */
const CREATED_WITHIN_MS = 60_000;

/** A broker that has just come up may answer that it does not know what it was just told to make: five seconds of it. */
const MOST_ATTEMPTS = 10;
const PAUSE_MS = 500;

/**
 * Makes the topics that are missing. Those that exist stay as they are: their partitions were fixed when they were
 * made, and a real cluster's settings are its operator's.
 * @throws Trouble when one that carries words would keep them longer than the law allows
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

/** Node finds no name for it among the exports of kafkajs, a CommonJS package. */
const TOPIC: ConfigResourceTypes.TOPIC = 2;

/** What limits how long words lie in a topic; the rest of its settings is nobody's business. */
const LIMITS = ['retention.ms', 'segment.ms'] as const;

/** An operator may have made a topic, or changed it: nobody would notice words that stay. */
async function demandThatWordsLeave(admin: Admin, existing: ReadonlySet<string>, prefix: string): Promise<void> {
  const carrying = topics({ partitions: 1, prefix }).filter(
    ({ name, settings }) => existing.has(name) && 'segment.ms' in settings,
  );
  if (carrying.length === 0) return;
  const resources = carrying.map(({ name }) => ({
    type: TOPIC,
    name,
    configNames: [...LIMITS, 'cleanup.policy'],
  }));
  const { resources: found } = await admin.describeConfigs({ resources, includeSynonyms: false });
  for (const { name, settings } of carrying) {
    const entries = found.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
    const set = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
    const wrong = LIMITS.filter(
      (limit) => !(Number(set.get(limit)) > 0 && Number(set.get(limit)) <= Number(settings[limit])),
    );
    if (set.get('cleanup.policy') === 'delete' && wrong.length === 0) continue;
    throw new Trouble(
      `${name} would keep words for too long`,
      `its settings are ${[...set].map(([key, value]) => `${key}=${value}`).join(' ')}`,
      `Set cleanup.policy=delete ${LIMITS.map((limit) => `${limit}=${settings[limit]}`).join(' ')} with kafka-configs.sh; see docs/operations/words.md.`,
    );
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
  await demandThatWordsLeave(admin, existing, prefix);
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
