import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type FetchedBatch, Gatherer } from './gatherer.js';
import { Membership } from './membership.js';
import type { Delivery, IncomingRecord } from './port.js';

type OnChunk = (records: readonly IncomingRecord[], delivery: Delivery) => Promise<void>;

function member(): Membership {
  return new Membership({ sessionMs: 6_000, rebalanceMs: 2_000, heardSentAt: Date.now() });
}

function gatherer(onChunk: OnChunk, chunkSize = 10): Gatherer {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return new Gatherer({ chunkSize, onChunk, onDone: () => undefined, log });
}

/** A batch of `count` records of one partition, and what became of it. */
function batch(
  partition: number,
  count: number,
  membership: Membership,
): FetchedBatch & { marks: bigint[]; commits: number } {
  const records = Array.from(
    { length: count },
    (_, n) => ({ topic: 't', partition, offset: BigInt(n) }) as IncomingRecord,
  );
  return {
    records,
    membership,
    marks: [],
    commits: 0,
    heartbeat: () => Promise.resolve(),
    markDone(offset) {
      this.marks.push(offset);
    },
    commit() {
      this.commits++;
      return Promise.resolve();
    },
  };
}

const names = (records: readonly IncomingRecord[]): string[] => records.map((r) => `${r.partition}/${r.offset}`);

describe('the gatherer', () => {
  it('fills chunks from the batches that wait, each in order, and marks what is done', async () => {
    const chunks: string[][] = [];
    const all = gatherer(async (records) => void chunks.push(names(records)), 3);
    const membership = member();
    const [one, two] = [batch(1, 4, membership), batch(2, 1, membership)];
    await Promise.all([all.add(one), all.add(two)]);
    expect(chunks).toEqual([
      ['1/0', '1/1', '1/2'],
      ['2/0', '1/3'],
    ]);
    expect([one.marks, two.marks]).toEqual([[2n, 3n], [0n]]);
    await all.stop();
    expect(one.commits + two.commits).toBe(2);
  });

  it('commits the first chunk at once, those that follow closely together, and nothing twice', async () => {
    const membership = member();
    const all = gatherer(async () => Promise.resolve(), 1);
    const batches = [batch(1, 1, membership), batch(1, 20, membership), batch(2, 1, membership)];
    const commits = () => batches.reduce((sum, one) => sum + one.commits, 0);
    for (const one of batches) await all.add(one);
    expect(commits()).toBe(1);
    await expect.poll(commits, { timeout: 2_000 }).toBe(2);
    await all.stop();
    expect(commits()).toBe(2);
  });

  it('gives the same chunk again after a failure, and marks nothing before it is done', async () => {
    const chunks: string[][] = [];
    const one = batch(1, 2, member());
    const all = gatherer(async (records) => {
      expect(one.marks).toEqual([]);
      if (chunks.push(names(records)) < 3) throw new Error('the database is away');
    });
    await all.add(one);
    expect(chunks).toEqual([
      ['1/0', '1/1'],
      ['1/0', '1/1'],
      ['1/0', '1/1'],
    ]);
    expect(one.marks).toEqual([1n]);
  });

  it('in a rebalance commits the chunk in hand, hands out no other and tells the client why', async () => {
    const membership = member();
    const one = batch(1, 4, membership);
    const reason = new Error('REBALANCE_IN_PROGRESS');
    let calls = 0;
    const all = gatherer(async () => {
      calls++;
      membership.rebalance(reason);
      all.interrupt();
    }, 2);
    await expect(all.add(one)).rejects.toBe(reason);
    expect({ calls, marks: one.marks, commits: one.commits }).toEqual({ calls: 1, marks: [1n], commits: 1 });
  });

  it('marks and commits nothing of a chunk whose membership was lost meanwhile', async () => {
    const membership = member();
    const one = batch(1, 2, membership);
    let stale: boolean | undefined;
    const all = gatherer(async (_records, delivery) => {
      membership.lose(new Error('UNKNOWN_MEMBER_ID'));
      stale = delivery.stale();
    });
    await expect(all.add(one)).rejects.toThrow('UNKNOWN_MEMBER_ID');
    expect({ stale, marks: one.marks, commits: one.commits }).toEqual({ stale: true, marks: [], commits: 0 });
  });

  it('lets more gather for a while after a slow record, which is done by then, and not when it is to stop', async () => {
    const membership = member();
    const one = batch(1, 1, membership);
    let doneAt = 0;
    const all = gatherer(async () => {
      await sleep(40);
      doneAt = performance.now();
    });
    const added = all.add(one);
    await sleep(60);
    expect(one.marks).toEqual([0n]);
    await added;
    expect(performance.now() - doneAt).toBeGreaterThan(30);

    const next = all.add(batch(2, 1, membership));
    await sleep(50);
    await all.stop();
    await next;
    expect(performance.now() - doneAt).toBeLessThan(30);
  });

  it('leaves a backoff at once when the membership ends', async () => {
    const membership = member();
    let calls = 0;
    const all = gatherer(async () => {
      calls++;
      throw new Error('the database is away');
    });
    const added = all.add(batch(1, 1, membership));
    await sleep(250); // the second backoff, 200 ms, has begun; the third would take 400
    membership.lose(new Error('lost'));
    const endedAt = performance.now();
    all.interrupt();
    await expect(added).rejects.toThrow('lost');
    expect(performance.now() - endedAt).toBeLessThan(50);
    expect(calls).toBeGreaterThan(0);
  });

  it('when stopped finishes and commits the chunk in hand and gives up the rest without an error', async () => {
    const one = batch(1, 4, member());
    const all = gatherer(() => sleep(50), 2);
    const added = all.add(one);
    await sleep(10);
    await all.stop();
    await added;
    expect([one.marks, one.commits]).toEqual([[1n], 1]);
    await all.add(batch(2, 1, member()));
  });
});
