import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topics } from '@tuntas/events';
import { ConfigResourceTypes, Kafka, logLevel, type EachMessagePayload } from 'kafkajs';
import { Client } from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { kafkaJarsDir } from './config.js';
import { createDatabases } from './databases.js';
import { type RunningKafka, startKafka } from './kafka.js';
import { startPostgres } from './postgres.js';
import { clearRefuge } from './postgres-place.js';
import { signalProcess } from './processes.js';
import { createTopics } from './topics.js';

const folder = mkdtempSync(join(tmpdir(), 'tuntas-servers-'));
// User postgres must enter, and mkdtemp makes it for us alone.
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const allPasswords = {
  intake: 'a',
  routing: 'b',
  'follow-up': 'c',
  notification: 'd',
  statistics: 'e',
  'intake-keys': 'f',
};

describe('Postgres', () => {
  it('keeps what was committed through a kill, and stops the one a killed start left', async () => {
    const dataDir = join(folder, 'postgres');
    const first = await startPostgres({ dataDir });
    await query(first.adminUrl, 'CREATE TABLE kept (words text)');
    await query(first.adminUrl, "INSERT INTO kept VALUES ('ya')");
    signalProcess(first.pid, 'SIGKILL');
    const second = await startPostgres({ dataDir });
    // The second is still up when the third starts, as after a kill of whoever started it.
    const third = await startPostgres({ dataDir });
    await second.exited;
    expect(await query(third.adminUrl, 'SELECT words FROM kept')).toEqual([{ words: 'ya' }]);
    await third.stop();
  });

  it('speaks UTF-8 and lets no service into the database of another', async () => {
    const server = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false });
    const passwords = allPasswords;
    await createDatabases(server.adminUrl, { services: passwords, owners: passwords });
    const { services } = await createDatabases(server.adminUrl, {
      services: { ...passwords, intake: 'new' },
      owners: passwords,
    });
    expect(
      await query(services['intake'] ?? '', "SELECT current_setting('server_encoding') AS e, lower('É') AS l"),
    ).toEqual([{ e: 'UTF8', l: 'é' }]);
    const trespass = server.url('tuntas_routing', { name: 'tuntas_intake', password: 'new' });
    await expect(query(trespass, 'SELECT 1')).rejects.toThrow('permission denied for database');
    const keys = server.url('tuntas_intake_keys', { name: 'tuntas_intake', password: 'new' });
    await expect(query(keys, 'SELECT 1')).rejects.toThrow('permission denied for database');
    await server.stop();
  });

  it('takes tables from a role that served and owned them, as it was before', async () => {
    const server = await startPostgres({ dataDir: join(folder, 'before'), durable: false });
    await query(server.adminUrl, `CREATE ROLE tuntas_intake LOGIN PASSWORD 'a'`);
    await query(server.adminUrl, 'CREATE DATABASE tuntas_intake OWNER tuntas_intake');
    const passwords = allPasswords;
    await query(
      server.url('tuntas_intake', { name: 'tuntas_intake', password: 'a' }),
      'CREATE TABLE kept (words text)',
    );
    const { services, owners } = await createDatabases(server.adminUrl, { services: passwords, owners: passwords });
    await query(services['intake'] ?? '', `INSERT INTO kept VALUES ('ya')`);
    await expect(query(services['intake'] ?? '', 'DROP TABLE kept')).rejects.toThrow('must be owner');
    await query(owners['intake'] ?? '', 'ALTER TABLE kept ADD COLUMN more text');
    await query(owners['intake'] ?? '', 'CREATE TABLE later (id int)');
    expect(await query(services['intake'] ?? '', 'SELECT * FROM later')).toEqual([]);
    await server.stop();
  });
});

describe('Postgres for root, in a folder that only root may enter', () => {
  it('keeps its data where user postgres can go, and leaves nothing there when it is cleared', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('this needs root');
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const said: string[] = [];
    const server = await startPostgres({ dataDir: join(closed, 'postgres'), log: (line) => said.push(line) });
    await server.stop();
    const refuge = /keeps its data in (.*)\.$/.exec(said.join())?.[1] ?? '';
    expect(existsSync(join(refuge, 'cluster'))).toBe(true);
    await clearRefuge(join(closed, 'postgres'));
    expect(existsSync(refuge)).toBe(false);
  });
});

describe('Kafka', () => {
  let broker: RunningKafka | undefined;
  afterAll(async () => broker?.stop());

  it('keeps a message through a kill and makes no topic by accident', async () => {
    const dataDir = join(folder, 'kafka');
    const first = await startKafka({ dataDir, jarsDir: kafkaJarsDir });
    const kafka = client(first.brokers);
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 1 }], waitForLeaders: true });
    await admin.disconnect();
    const producer = kafka.producer({ idempotent: true });
    await producer.connect();
    await producer.send({ topic: 'kept', acks: -1, messages: [{ key: 'k', value: 'ya' }] });
    await producer.disconnect();
    signalProcess(first.pid, 'SIGKILL');
    await first.exited;
    const second = await startKafka({ dataDir, jarsDir: kafkaJarsDir, port: first.port });
    broker = second;
    expect(await firstMessage(kafka, 'kept')).toBe('ya');
  }, 90_000);

  it('is not used with a topic that would keep words', async () => {
    const { brokers = '' } = broker ?? {};
    const topic = topics({ partitions: 1 }).find(({ name }) => name === 'tuntas.follow-up.texts.v1');
    if (!topic) throw new Error('There is no such topic.');
    const admin = client(brokers).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: topic.name }], waitForLeaders: true });
    for (const wrong of [{ 'retention.ms': '-1' }, { 'segment.ms': '604800000' }, { 'cleanup.policy': 'compact' }]) {
      const configEntries = Object.entries({ ...topic.settings, ...wrong }).map(([name, value]) => ({ name, value }));
      const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic.name, configEntries }];
      await admin.alterConfigs({ validateOnly: false, resources });
      // The controller knows it at once, the broker a moment later.
      const refusal = new RegExp(`${topic.name} would keep words .*${Object.entries(wrong).flat().join('=')}`);
      await vi.waitFor(async () => expect(createTopics(brokers, 1)).rejects.toThrow(refusal), 20_000);
    }
    expect(await admin.listTopics()).not.toContain('tuntas.intake.v1');
    await admin.disconnect();
  });
});

function client(brokers: string): Kafka {
  return new Kafka({ clientId: 'test', brokers: [brokers], logLevel: logLevel.NOTHING });
}

async function firstMessage(kafka: Kafka, topic: string): Promise<string | undefined> {
  const consumer = kafka.consumer({ groupId: 'test' });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const received = new Promise<string | undefined>((resolve) => {
    const eachMessage = async ({ message }: EachMessagePayload) => resolve(message.value?.toString());
    void consumer.run({ eachMessage });
  });
  const value = await received;
  await consumer.disconnect();
  return value;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const connection = new Client({ connectionString: url });
  await connection.connect();
  try {
    return (await connection.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await connection.end();
  }
}
