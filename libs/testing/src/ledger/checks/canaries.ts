import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { deadLetterTopic, services, type StreamName, streams } from '@tuntas/events';
import { Kafka, logLevel } from 'kafkajs';
import type { Check } from '../check.js';
import { readTopics } from '../read-topics.js';

/** Strings that a load put into complaints, and where the platform that was loaded can be looked at. */
export interface CanaryPlaces {
  readonly brokers: string;
  readonly dataDir: string;
  readonly services: Readonly<Record<string, string>>;
}

export interface Canaries {
  /** Who complained: may be found nowhere at all. */
  readonly identity: readonly string[];
  /** What was written: may be found on the texts topics only. */
  readonly words: readonly string[];
}

/** I15. Reads every byte of every topic, dead letters included, every log, every metric. */
export function canariesStayInside(places: CanaryPlaces, canaries: Canaries): Check {
  return {
    invariant: 'I15',
    promise: 'Who complained and what was written is found in no topic but the texts, no log, no metric.',
    find: async () => [
      ...(await inTopics(places, canaries)),
      ...(await inLogs(join(places.dataDir, 'logs'), [...canaries.identity, ...canaries.words])),
      ...(await inMetrics(places, [...canaries.identity, ...canaries.words])),
    ],
  };
}

const carriesWords = (topic: string): boolean => topic.includes('.texts.') && !topic.endsWith('.dead');

async function inTopics({ brokers }: CanaryPlaces, { identity, words }: Canaries): Promise<string[]> {
  const names = (Object.keys(streams) as StreamName[]).flatMap((stream) => [
    stream,
    ...services.filter((service) => service !== 'portal').map((service) => deadLetterTopic(stream, service)),
  ]);
  const kafka = new Kafka({ clientId: 'canaries', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const found = new Map<string, number>();
  await readTopics(kafka, names, (topic, _partition, { key, value, headers = {} }) => {
    const bytes = [key, value, ...Object.values(headers)].map(String).join('\n');
    for (const canary of carriesWords(topic) ? identity : [...identity, ...words]) {
      if (bytes.includes(canary)) count(found, `“${canary}” on ${topic}`);
    }
  });
  return told(found);
}

async function inLogs(folder: string, canaries: readonly string[]): Promise<string[]> {
  const found = new Map<string, number>();
  for (const file of await readdir(folder)) {
    for await (const line of createInterface({ input: createReadStream(join(folder, file)) })) {
      for (const canary of canaries) if (line.includes(canary)) count(found, `“${canary}” in the log ${file}`);
    }
  }
  return told(found);
}

async function inMetrics({ services: addresses }: CanaryPlaces, canaries: readonly string[]): Promise<string[]> {
  const found = new Map<string, number>();
  for (const [service, address] of Object.entries(addresses)) {
    const metrics = await fetch(`${address}/metrics`).then(
      async (response) => response.text(),
      () => '',
    );
    for (const canary of canaries)
      if (metrics.includes(canary)) count(found, `“${canary}” in the metrics of ${service}`);
  }
  return told(found);
}

const count = (found: Map<string, number>, what: string): void => void found.set(what, (found.get(what) ?? 0) + 1);
const told = (found: ReadonlyMap<string, number>): string[] =>
  [...found].map(([what, times]) => `${what}, ${times} times`);
