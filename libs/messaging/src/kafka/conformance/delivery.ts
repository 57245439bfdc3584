import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { type IncomingRecord, type KafkaClient, RecordTooLarge } from '../port.js';
import { effectOf, freshName, Ledger, type MakeClient, numbered, quiet, readAll, until } from './support.js';

/** What holds while nothing breaks, and while the handler fails. */
export function describeDelivery(makeClient: () => MakeClient, brokers: () => string[]): void {
  describe('delivery', () => {
    let client: KafkaClient;
    beforeAll(() => {
      client = makeClient()({ brokers: brokers(), clientId: 'conformance', log: quiet });
    });
    afterAll(() => client.close());

    async function topic(partitions = 4): Promise<string> {
      const name = freshName('topic');
      await client.ensureTopics([{ name, partitions }]);
      return name;
    }

    async function send(records: Parameters<Awaited<ReturnType<KafkaClient['producer']>>['send']>[0]): Promise<void> {
      const producer = await client.producer();
      await producer.send(records);
      await producer.close();
    }

    it('keeps the order per key over many sends, topics and chunks, and loses nothing', async () => {
      const [one, two, group] = [await topic(), await topic(3), freshName('order')];
      const producer = await client.producer();
      const ledger = new Ledger();
      const sizes: number[] = [];
      const consumer = await client.consume({
        group,
        topics: [one, two],
        chunkSize: 50,
        onChunk: async (records) => {
          sizes.push(records.length);
          ledger.apply(records.map(effectOf));
        },
      });
      for (let n = 0; n < 100; n += 4)
        await producer.send([...numbered(one, 20, n, n + 4), ...numbered(two, 20, n, n + 4)]);
      await until('4,000 effects', () => ledger.count === 4_000);
      expect(ledger.keysOutOfOrder()).toEqual([]);
      expect(ledger.duplicates).toBe(0);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
      await until('no lag', async () => [...(await consumer.lag()).values()].every((lag) => lag === 0n));
      await consumer.stop();
      expect(consumer.state().name).toBe('stopped');
    });

    it('gathers what waits on several partitions and topics into one call', async () => {
      const [one, two] = [await topic(), await topic()];
      await send([...numbered(one, 20, 0, 5), ...numbered(two, 20, 0, 5)]);
      const chunks: (readonly IncomingRecord[])[] = [];
      const onChunk = async (records: readonly IncomingRecord[]): Promise<void> => void chunks.push(records);
      const consumer = await client.consume({ group: freshName('g'), topics: [one, two], chunkSize: 500, onChunk });
      await until('200 records', () => chunks.flat().length === 200);
      expect(chunks).toHaveLength(1);
      await consumer.stop();
    });

    it('sends a key to the partition Java clients choose, and a record without key to partition 0', async () => {
      const name = await topic(12);
      // From Kafka's own Utils.murmur2: 21 → -973932308, foobar → -790332482; & 0x7fffffff, modulo 12.
      const wanted = new Map([
        ['21', (-973932308 & 0x7fffffff) % 12],
        ['foobar', (-790332482 & 0x7fffffff) % 12],
        [null, 0],
      ]);
      await send([...wanted.keys()].map((key) => ({ topic: name, key, value: null, headers: {} })));
      for (const record of await readAll(client, name)) expect(record.partition).toBe(wanted.get(record.key));
    });

    it('passes bytes, tombstones, headers and times through untouched, however odd', async () => {
      const name = await topic(1);
      const invalid = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
      const huge = Buffer.alloc(900_000, 7);
      const at = Date.UTC(2026, 0, 2);
      await send([
        { topic: name, key: 'tombstone', value: null, headers: {} },
        {
          topic: name,
          key: 'invalid',
          value: invalid,
          headers: { kata: 'Pengaduan é 🙂', __proto__x: '' },
          timestamp: at,
        },
        { topic: name, key: 'huge', value: huge, headers: {} },
        { topic: name, key: '', value: Buffer.alloc(0), headers: {} },
      ]);
      const [tombstone, odd, large, empty] = await readAll(client, name);
      expect(tombstone).toMatchObject({ key: 'tombstone', value: null, offset: 0n });
      expect(odd).toMatchObject({ value: invalid, headers: { kata: 'Pengaduan é 🙂', __proto__x: '' }, timestamp: at });
      expect(large?.value?.equals(huge)).toBe(true);
      expect(empty).toMatchObject({ key: '', value: Buffer.alloc(0) });
      for (const record of [tombstone, large, empty])
        expect(Math.abs((record?.timestamp ?? 0) - Date.now())).toBeLessThan(60_000);
    });

    it('refuses a record no broker takes before sending any, and takes a send larger than one request', async () => {
      const name = await topic(1);
      const small = { topic: name, key: 'a', value: Buffer.from('0'), headers: {} };
      const tooLarge = { ...small, value: Buffer.alloc(1_000_001) };
      await expect(send([small, tooLarge])).rejects.toBeInstanceOf(RecordTooLarge);
      const many = Array.from({ length: 30 }, (_, n) => ({ ...small, value: Buffer.alloc(100_000, n) }));
      await send(many);
      expect((await readAll(client, name)).map(({ value }) => value?.[0])).toEqual(many.map((_, n) => n));
    });

    it('sends nothing any more when it was closed', async () => {
      const name = await topic(1);
      const producer = await client.producer();
      await producer.send(numbered(name, 1, 0, 1));
      await producer.close();
      await expect(producer.send(numbered(name, 1, 1, 2))).rejects.toThrow('closed');
      await sleep(500);
      expect((await client.topicEnds(name)).get(0)?.high).toBe(1n);
    });

    it('gives the same records again when the handler fails, and nothing of the partition overtakes', async () => {
      const name = await topic(1);
      const seen: number[] = [];
      let failures = 3;
      const consumer = await client.consume({
        group: freshName('failing'),
        topics: [name],
        chunkSize: 10,
        onChunk: async (records) => {
          if (effectOf(records[0] as IncomingRecord).n >= 10 && failures-- > 0) throw new Error('the database is away');
          seen.push(...records.map((record) => effectOf(record).n));
        },
      });
      await send(numbered(name, 1, 0, 40));
      await until('40 effects', () => seen.length >= 40);
      expect(seen).toEqual(Array.from({ length: 40 }, (_, n) => n));
      expect(failures).toBeLessThan(0);
      await consumer.stop();
    });

    it('stays a member while one chunk takes longer than the session', async () => {
      const [name, group] = [await topic(2), freshName('slow')];
      const states: string[] = [];
      const ledger = new Ledger();
      let stale = false;
      const consumer = await client.consume({
        group,
        topics: [name],
        chunkSize: 10,
        onState: ({ name: state }) => states.push(state),
        onChunk: async (records, delivery) => {
          if (ledger.count === 0) await sleep(8_000);
          stale ||= delivery.stale();
          ledger.apply(records.map(effectOf));
        },
      });
      await send(numbered(name, 4, 0, 10));
      await until('40 effects', () => ledger.count === 40);
      expect({ states, stale, duplicates: ledger.duplicates }).toEqual({
        states: ['running'],
        stale: false,
        duplicates: 0,
      });
      await consumer.stop();
    });

    it('finishes and commits the chunk in hand when stopped, and shows nothing of it to the next', async () => {
      const [name, group] = [await topic(2), freshName('stop')];
      await send(numbered(name, 10, 0, 10));
      const ledger = new Ledger();
      const consume = (pauseMs: number) =>
        client.consume({
          group,
          topics: [name],
          chunkSize: 30,
          onChunk: async (records, delivery) => {
            await sleep(pauseMs);
            if (delivery.stale()) throw new Error('a graceful stop must not make the chunk in hand stale');
            ledger.apply(records.map(effectOf));
          },
        });
      const first = await consume(300);
      await sleep(50);
      await until('a chunk begins', () => first.state().name === 'running');
      await until('one chunk is done', () => ledger.count > 0);
      await first.stop();
      const done = ledger.count;
      expect(done).toBeLessThan(100);
      let committed = 0n;
      for (const offset of (await client.committedOffsets(group, name)).values()) committed += offset;
      expect(committed).toBe(BigInt(done));
      const second = await consume(0);
      await until('the rest', () => ledger.count === 100);
      expect({ duplicates: ledger.duplicates, outOfOrder: ledger.keysOutOfOrder() }).toEqual({
        duplicates: 0,
        outOfOrder: [],
      });
      await second.stop();
    });

    it('stops at once while the handler keeps failing, without committing', async () => {
      const [name, group] = [await topic(1), freshName('failing-stop')];
      await send(numbered(name, 1, 0, 5));
      let calls = 0;
      const onChunk = async (): Promise<void> => {
        calls++;
        throw new Error('the database is away');
      };
      const consumer = await client.consume({ group, topics: [name], chunkSize: 5, onChunk });
      await until('some attempts', () => calls >= 5);
      const startedAt = performance.now();
      await consumer.stop();
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      expect((await client.committedOffsets(group, name)).size).toBe(0);
    });

    it('waits as `joining` for a topic that does not exist yet', async () => {
      const name = freshName('late');
      const ledger = new Ledger();
      const onChunk = async (records: readonly IncomingRecord[]): Promise<void> => ledger.apply(records.map(effectOf));
      const consumer = await client.consume({ group: freshName('late'), topics: [name], chunkSize: 5, onChunk });
      await sleep(500);
      expect(consumer.state().name).toBe('joining');
      await client.ensureTopics([{ name, partitions: 1 }]);
      await send(numbered(name, 1, 0, 5));
      await until('5 effects', () => ledger.count === 5);
      await consumer.stop();
    });

    it('reads on from where a group was rewound to, and refuses while a member runs', async () => {
      const [name, group] = [await topic(1), freshName('rewind')];
      await send(numbered(name, 1, 0, 20));
      const seen: number[] = [];
      const onChunk = async (records: readonly IncomingRecord[]): Promise<void> =>
        void seen.push(...records.map((record) => effectOf(record).n));
      const first = await client.consume({ group, topics: [name], chunkSize: 50, onChunk });
      await until('20 effects', () => seen.length === 20);
      await expect(client.setCommittedOffsets(group, name, new Map([[0, 5n]]))).rejects.toThrow(/running/);
      await first.stop();
      await client.setCommittedOffsets(group, name, new Map([[0, 15n]]));
      const second = await client.consume({ group, topics: [name], chunkSize: 50, onChunk });
      await until('5 more', () => seen.length >= 25);
      expect(seen.slice(20)).toEqual([15, 16, 17, 18, 19]);
      await second.stop();
    });
  });
}
