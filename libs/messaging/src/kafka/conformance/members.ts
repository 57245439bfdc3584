import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KafkaClient } from '../port.js';
import type { FromMember } from './member-process.js';
import { bundleMember, type MemberProcess, startMember } from './start-member.js';
import {
  type ClientUnderProof,
  effectOf,
  freshName,
  Ledger,
  type MakeClient,
  numbered,
  quiet,
  until,
} from './support.js';

/** 20 s in every run; the full minute with CONFORMANCE_STORM_SECONDS=60, as `npm run faults` sets it. */
const STORM_MS = Number(process.env['CONFORMANCE_STORM_SECONDS'] ?? 20) * 1_000;
const CHANGE_EVERY_MS = 2_000;
/** The longest session any client under proof may use is 10 s: a silent member is out after it. */
const SESSION_OVER_MS = 20_000;

/** What holds while members of a group come, go, die and freeze. */
export function describeMembers(
  underProof: ClientUnderProof,
  makeClient: () => MakeClient,
  brokers: () => string[],
): void {
  describe('members of a group', () => {
    let client: KafkaClient;
    let bundle: string;
    const processes: MemberProcess[] = [];
    beforeAll(async () => {
      client = makeClient()({ brokers: brokers(), clientId: 'conformance', log: quiet });
      bundle = await bundleMember(underProof);
    });
    afterAll(async () => {
      for (const member of processes) member.signal('SIGKILL');
      await client.close();
    });

    function member(
      group: string,
      topic: string,
      hear: (message: FromMember, member: MemberProcess) => void,
    ): MemberProcess {
      const task = { brokers: brokers(), group, topics: [topic] };
      const started: MemberProcess = startMember(bundle, task, (message) => hear(message, started));
      processes.push(started);
      return started;
    }

    it(
      'lose nothing and keep the order per key in a storm of joining, leaving and killing',
      async () => {
        const [topic, group] = [freshName('storm'), freshName('storm')];
        await client.ensureTopics([{ name: topic, partitions: 6 }]);
        const ledger = new Ledger();
        const inThisProcess = await client.consume({
          group,
          topics: [topic],
          chunkSize: 100,
          onChunk: async (records, delivery) => {
            await sleep(Math.random() * 20);
            if (delivery.stale()) throw new Error('lost the partitions');
            ledger.apply(records.map(effectOf));
          },
        });
        const hear = async (message: FromMember, from: MemberProcess): Promise<void> => {
          if (!('effects' in message)) return;
          await sleep(Math.random() * 20);
          ledger.apply(message.effects);
          from.tell({ done: message.chunk });
        };
        const producer = await client.producer();
        const living: MemberProcess[] = [];
        const stormEndsAt = performance.now() + STORM_MS;
        let [n, changes, nextChange] = [0, 0, 0];
        while (performance.now() < stormEndsAt) {
          await producer.send(numbered(topic, 30, n, ++n));
          await sleep(20);
          if (performance.now() < nextChange) continue;
          nextChange = performance.now() + CHANGE_EVERY_MS;
          const change = changes++ % 4;
          if (change < 2) living.push(member(group, topic, (message, from) => void hear(message, from)));
          else if (change === 2) living.shift()?.signal('SIGKILL');
          else living.shift()?.tell('stop');
        }
        await until(`all ${n * 30} effects after ${changes} changes`, () => ledger.count === n * 30, 40_000);
        expect(ledger.keysOutOfOrder()).toEqual([]);
        for (const member of living) member.tell('stop');
        await inThisProcess.stop();
      },
      STORM_MS + 60_000,
    );

    it('notice at once after a freeze that they lost their partitions, and commit nothing over the new owner', async () => {
      const [topic, group] = [freshName('zombie'), freshName('zombie')];
      await client.ensureTopics([{ name: topic, partitions: 1 }]);
      const producer = await client.producer();
      await producer.send(numbered(topic, 1, 0, 10));
      const heard: FromMember[] = [];
      const zombie = member(group, topic, (message) => heard.push(message));
      await until('the zombie has a chunk in hand', () => heard.length > 0);
      zombie.signal('SIGSTOP');

      const ledger = new Ledger();
      const owner = await client.consume({
        group,
        topics: [topic],
        chunkSize: 100,
        onChunk: async (records) => ledger.apply(records.map(effectOf)),
      });
      await until('the new owner has done the zombie’s records', () => ledger.count === 10, SESSION_OVER_MS);
      await producer.send(numbered(topic, 1, 10, 20));
      const committed = async (): Promise<bigint | undefined> => (await client.committedOffsets(group, topic)).get(0);
      await until('the new owner has committed', async () => (await committed()) === 20n);

      // Both may be given the partition once the zombie has joined again: the parent never answers it, so effects are ours.
      zombie.tell({ done: 1 });
      zombie.signal('SIGCONT');
      await until('the zombie has finished its chunk', () => heard.some((message) => 'afterChunk' in message));
      const after = heard.find((message) => 'afterChunk' in message);
      expect(after).toEqual({ afterChunk: 1, stale: true });
      for (let look = 0; look < 20; look++) {
        expect(await committed()).toBe(20n);
        await sleep(100);
      }
      expect(ledger.keysOutOfOrder()).toEqual([]);
      zombie.signal('SIGKILL');
      await owner.stop();
    }, 60_000);

    it('hand over within the rebalance time-out when one is killed and started again', async () => {
      const [topic, group] = [freshName('restart'), freshName('restart')];
      await client.ensureTopics([{ name: topic, partitions: 2 }]);
      const producer = await client.producer();
      const ledger = new Ledger();
      const start = () =>
        member(group, topic, (message, from) => {
          if (!('effects' in message)) return;
          ledger.apply(message.effects);
          from.tell({ done: message.chunk });
        });
      const first = start();
      await producer.send(numbered(topic, 4, 0, 5));
      await until('the first works', () => ledger.count === 20);
      first.signal('SIGKILL');
      await producer.send(numbered(topic, 4, 5, 10));
      const startedAt = performance.now();
      const second = start();
      await until('the second has everything', () => ledger.count === 40);
      expect(performance.now() - startedAt).toBeLessThan(5_000);
      expect(ledger.keysOutOfOrder()).toEqual([]);
      second.tell('stop');
      await second.exited;
    }, 40_000);
  });
}
