import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningKafka, startKafka } from '@tuntas/testing';
import type { KafkaClient } from '../port.js';
import {
  CuttableWire,
  effectOf,
  freshName,
  Ledger,
  type MakeClient,
  numbered,
  quiet,
  readAll,
  until,
} from './support.js';

/** What holds while the connection is cut and while the broker itself is killed; on a broker of its own. */
export function describeBrokenBroker(makeClient: () => MakeClient, jarsDir: string): void {
  describe('a broken broker', () => {
    const wire = new CuttableWire();
    let dataDir: string;
    let broker: RunningKafka;
    let client: KafkaClient;
    let wirePort: number;

    async function start(): Promise<void> {
      const settings = { 'advertised.listeners': `PLAINTEXT://127.0.0.1:${wirePort}` };
      broker = await startKafka({ dataDir, jarsDir, settings, port: wire.brokerPort });
    }

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'tuntas-conformance-'));
      wirePort = await wire.listen();
      wire.brokerPort = await freePort();
      await start();
      client = makeClient()({ brokers: [`127.0.0.1:${wirePort}`], clientId: 'conformance', log: quiet });
    }, 120_000);
    afterAll(async () => {
      await client.close();
      await broker.stop();
      await wire.close();
      await rm(dataDir, { recursive: true, force: true });
    }, 60_000);

    it('gets every record once and in order although answers are lost and connections cut', async () => {
      const topic = freshName('cut');
      await client.ensureTopics([{ name: topic, partitions: 3 }]);
      const producer = await client.producer();
      const sent = new AbortController();
      let cuts = 0;
      const cutting = (async () => {
        while (!sent.signal.aborted) {
          await sleep(100 + Math.random() * 100);
          wire.swallowAnswers = true; // the broker gets the records, the producer does not hear of it
          await sleep(20);
          wire.cut();
          wire.swallowAnswers = false;
          cuts++;
        }
      })();
      for (let n = 0; n < 300; n++) await producer.send(numbered(topic, 10, n, n + 1));
      sent.abort();
      await cutting;
      const ledger = new Ledger();
      const records = await readAll(client, topic);
      ledger.apply(records.map(effectOf));
      expect(cuts).toBeGreaterThan(5);
      expect(records).toHaveLength(3_000);
      expect(ledger.keysOutOfOrder()).toEqual([]);
    }, 120_000);

    it('is found again by producer and consumer after kill -9, and nothing acknowledged is lost', async () => {
      const [topic, group] = [freshName('killed'), freshName('killed')];
      await client.ensureTopics([{ name: topic, partitions: 3 }]);
      const producer = await client.producer();
      const ledger = new Ledger();
      const consumer = await client.consume({
        group,
        topics: [topic],
        chunkSize: 100,
        onChunk: async (records) => ledger.apply(records.map(effectOf)),
      });
      await producer.send(numbered(topic, 10, 0, 10));
      await until('the first 100', () => ledger.count === 100);
      process.kill(broker.pid, 'SIGKILL');
      await broker.exited;
      const meanwhile = producer.send(numbered(topic, 10, 10, 20));
      await sleep(3_000);
      await start();
      await meanwhile;
      await producer.send(numbered(topic, 10, 20, 30));
      await until('all 300', () => ledger.count === 300, 40_000);
      expect(ledger.keysOutOfOrder()).toEqual([]);
      expect(await readAll(client, topic)).toHaveLength(300);
      await until('running', () => consumer.state().name === 'running');
      await consumer.stop();
    }, 120_000);
  });
}

async function freePort(): Promise<number> {
  const wire = new CuttableWire();
  const port = await wire.listen();
  await wire.close();
  return port;
}
