import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { topics } from '@tuntas/events';
import {
  eventually,
  foundInFolder,
  type RunningKafka,
  sought,
  startKafka,
  type TestKafka,
  testKafka,
} from '@tuntas/testing';
import { type Admin, ConfigResourceTypes, Kafka, logLevel, type Producer } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TEXTS = 'tuntas.intake.texts.v1';
const HOUR_MS = 3_600_000;
/** 70 hours become 3.5 seconds, and the hour of a segment 50 ms: everything that is promised, 72,000 times as fast. */
const FASTER = 72_000;
/** Many times the 3.5 seconds: what counts is that they leave, not how busy the machine is. */
const WITHIN_MS = 45_000;
/** More often than a segment is closed, so that a partition under steady traffic always has an open one. */
const STEADY_EVERY_MS = 20;
/** So seldom that each of them closes the segment before it, and so often that the newest segment is never old enough. */
const TRICKLE_EVERY_MS = 1_000;

/** What becomes of a partition after somebody's words were written to it. */
const partitions = { steady: 0, quiet: 1, trickle: 2, 'of a secret complaint': 3, 'resent late': 4 } as const;
const words = (name: string): string => `kenari-${name.replaceAll(' ', '-')}-jalan-berlubang`;

const settings = topics({ partitions: Object.keys(partitions).length }).find(({ name }) => name === TEXTS)?.settings;
const faster = (name: string): string => String(Number(settings?.[name]) / FASTER);

describe('how long Kafka may keep words', () => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = await testKafka();
  });
  afterAll(async () => kafka.close());

  it('is less than 72 hours for every texts topic, by its own settings and the broker’s', async () => {
    const admin = new Kafka({ clientId: 'test', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const ask = async (type: ConfigResourceTypes, name: string): Promise<Map<string, number>> => {
      const { resources } = await admin.describeConfigs({ resources: [{ type, name }], includeSynonyms: false });
      return new Map(
        resources[0]?.configEntries.map(({ configName, configValue }) => [configName, Number(configValue)]),
      );
    };
    const broker = await ask(ConfigResourceTypes.BROKER, '1');
    for (const stream of [TEXTS, 'tuntas.follow-up.texts.v1']) {
      const topic = await ask(ConfigResourceTypes.TOPIC, kafka.topicPrefix + stream);
      const longest = [
        topic.get('retention.ms'),
        topic.get('segment.ms'),
        topic.get('segment.jitter.ms'),
        topic.get('file.delete.delay.ms'),
        broker.get('log.retention.check.interval.ms'),
      ].reduce<number>((sum, one) => sum + (one ?? Number.NaN), 0);
      expect(longest).toBeLessThan(72 * HOUR_MS);
      expect(topic.get('retention.ms')).toBe(70 * HOUR_MS);
    }
    await admin.disconnect();
  });
});

describe('words on the disk of a broker', () => {
  let folder: string;
  let broker: RunningKafka;
  let admin: Admin;
  let producer: Producer;
  const stop = new AbortController();
  const traffic: Promise<void>[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tuntas-words-leave-'));
    broker = await startKafka({
      dataDir: folder,
      jarsDir: join(import.meta.dirname, '..', '..', '..', '..', '.data', 'kafka-jars'),
      // The five minutes between two looks, and the half one before the first.
      settings: { 'log.retention.check.interval.ms': 200, 'log.initial.task.delay.ms': 0 },
    });
    const kafka = new Kafka({ clientId: 'test', brokers: [broker.brokers], logLevel: logLevel.NOTHING });
    [admin, producer] = [kafka.admin(), kafka.producer()];
    await Promise.all([admin.connect(), producer.connect()]);
  });
  afterAll(async () => {
    stop.abort();
    await Promise.all(traffic);
    await Promise.all([admin.disconnect(), producer.disconnect()]);
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function write(name: keyof typeof partitions, value: string, timestamp = Date.now()): Promise<void> {
    const message = { partition: partitions[name], key: name, value, timestamp: String(timestamp) };
    await producer.send({ topic: TEXTS, messages: [message] });
  }

  async function keepFor(retentionMs: string): Promise<void> {
    const config = {
      ...settings,
      'retention.ms': retentionMs,
      'segment.ms': faster('segment.ms'),
      'file.delete.delay.ms': '100',
    };
    const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
    const resources = [{ type: ConfigResourceTypes.TOPIC, name: TEXTS, configEntries }];
    await admin.alterConfigs({ validateOnly: false, resources });
  }

  async function goOn(name: keyof typeof partitions, everyMs: number): Promise<void> {
    for (let n = 0; !stop.signal.aborted; n += 1) {
      await write(name, `lain ${n}`);
      await sleep(everyMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }

  const onDisk = async (): Promise<string[]> => {
    const texts = Object.keys(partitions).map((name) => sought(words(name)));
    const found = await foundInFolder(join(folder, 'data'), texts);
    return [...new Set(found.map((line) => line.split(' in ')[0] ?? ''))].toSorted();
  };

  it('are gone when their time is over: under steady traffic, in a trickle, and where nothing is ever written again', async () => {
    await admin.createTopics({ topics: [{ topic: TEXTS, numPartitions: 5 }], waitForLeaders: true });
    await keepFor('-1');
    for (const name of ['steady', 'quiet', 'trickle'] as const) await write(name, words(name));
    await write('of a secret complaint', words('of a secret complaint'), new Date().setUTCHours(0, 0, 0, 0));
    await write('resent late', words('resent late'), Date.now() - 48 * HOUR_MS);
    traffic.push(goOn('steady', STEADY_EVERY_MS), goOn('trickle', TRICKLE_EVERY_MS));
    expect(await onDisk()).toEqual(Object.keys(partitions).map(words).toSorted());

    await keepFor(faster('retention.ms'));
    await eventually(async () => expect(await onDisk()).toEqual([]), WITHIN_MS);
    // Traffic there was, before the words had to leave and since.
    const ends = await admin.fetchTopicOffsets(TEXTS);
    const written = (name: keyof typeof partitions): number =>
      Number(ends.find(({ partition }) => partition === partitions[name])?.high);
    expect([written('steady') > 10, written('trickle') > 2, written('quiet')]).toEqual([true, true, 1]);
  });
});
