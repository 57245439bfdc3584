import { consumers } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import { type Asked, Caller } from '../load/caller.js';
import { demand, type Finding } from '../method/bench.js';
import type { Growing, GrowingBench } from '../method/growing.js';
import { estimate, percentile, randomFrom } from '../method/statistics.js';
import { type Known, known } from '../stock/known.js';

/** A slice has 240 calls of one kind, so its p99 is the third slowest; of 61 slices the median stands. */
const SLICES = 61;
const SLICE_MS = 2_000;
const PER_SECOND = 120;
const MOST_RATIO = 1.3;
const LOOKED_UP = 2_000;

const kinds = ['status', 'inbox', 'nothing'] as const;
type Kind = (typeof kinds)[number];
/** p99 of each slice, in ms. */
type Measured = Readonly<Record<Kind, number[]>>;

/** Where anybody may look who knows the way: one complaint of the stock after the other, one inbox after the other. */
class LookUps implements Growing {
  readonly #measured: { readonly complaints: number; readonly p99Ms: Measured }[] = [];
  readonly #random = randomFrom(11);

  constructor(private readonly ground: Ground) {}

  async measure(complaints: number): Promise<void> {
    const caller = new Caller(this.ground);
    try {
      const ways = await this.#ways(caller);
      const p99Ms: Measured = { status: [], inbox: [], nothing: [] };
      await Promise.all(kinds.map(async (kind) => this.#slice(caller, ways[kind])));
      for (let slice = 0; slice < SLICES; slice += 1)
        for (const kind of slice % 2 === 0 ? kinds : kinds.toReversed())
          p99Ms[kind].push(percentile(await this.#slice(caller, ways[kind]), 0.99));
      this.#measured.push({ complaints, p99Ms });
    } finally {
      caller.close();
    }
  }

  /** What is asked; every answer is looked at once before the clock counts. */
  async #ways(caller: Caller): Promise<Readonly<Record<Kind, () => Asked>>> {
    const some = await known(this.ground, LOOKED_UP);
    const { rows } = await this.ground
      .pool('follow-up')
      .query<{ agency: string }>(`SELECT DISTINCT agency FROM bench.told WHERE state = 'IN_PROGRESS'`);
    const pick = <One>(all: readonly One[]): One => all[Math.floor(this.#random() * all.length)] as One;
    for (const one of some.slice(0, 20)) {
      const { reference } = (await caller.call(status(one))).body as Known;
      demand(reference === one.reference, `the complaint of a known receipt (${reference})`);
    }
    for (const { agency } of rows) {
      const { items } = (await caller.call(inbox(agency))).body as { readonly items: readonly unknown[] };
      demand(items.length > 0, `lines in the inbox of ${agency}`);
    }
    return { status: () => status(pick(some)), inbox: () => inbox(pick(rows).agency), nothing: () => nothing };
  }

  /** Calls when they come (Poisson); latency counts from the moment a call was to be made. */
  async #slice(caller: Caller, next: () => Asked): Promise<number[]> {
    const latencies: number[] = [];
    const calls: Promise<void>[] = [];
    const began = performance.now();
    for (let due = began; due - began < SLICE_MS; due += (-Math.log(1 - this.#random()) * 1_000) / PER_SECOND) {
      const wait = due - performance.now();
      if (wait > 0) await new Promise((done) => setTimeout(done, wait));
      const dueAt = due;
      const call = caller.call(next()).then(() => void latencies.push(performance.now() - dueAt));
      // One that fails before all are waited for breaks the slice then, and not the program now.
      call.catch(() => undefined);
      calls.push(call);
    }
    await Promise.all(calls);
    return latencies;
  }

  finding(): Finding {
    const [few, many] = [this.#measured[0], this.#measured.at(-1)];
    if (!few || !many || few === many) throw new Error('Two sizes are compared.');
    const ratioOf = (kind: Kind) => estimate(many.p99Ms[kind].map((ms, slice) => ms / (few.p99Ms[kind][slice] ?? NaN)));
    const [status, inbox, idle] = [ratioOf('status'), ratioOf('inbox'), ratioOf('nothing')];
    const p99 = (kind: Kind): string =>
      [few, many].map(({ p99Ms }) => percentile(p99Ms[kind], 0.5).toFixed(1)).join(' → ');
    const worse = status.median > inbox.median ? status : inbox;
    return {
      value:
        `p99 at ${few.complaints} → ${many.complaints}: status by receipt ${p99('status')} ms (${status.median.toFixed(2)}), ` +
        `inbox page ${p99('inbox')} ms (${inbox.median.toFixed(2)})`,
      baseline: `a call that reads nothing ${p99('nothing')} ms (${idle.median.toFixed(2)})`,
      ratio: worse,
      bar: `≤ ${MOST_RATIO}`,
      holds: worse.high <= MOST_RATIO,
      numbers: { statusRatio: status.median, inboxRatio: inbox.median, idleRatio: idle.median },
    };
  }
}

const status = ({ receipt }: Known): Asked => ({
  to: 'intake',
  method: 'POST',
  path: '/api/receipt/status',
  body: { receipt },
});
const inbox = (agency: string): Asked => ({
  to: 'follow-up',
  method: 'GET',
  path: '/api/queues/unit',
  as: { role: 'coordinator', agency },
});
/** How the machine was at the time: it answers from memory. */
const nothing: Asked = { to: 'routing', method: 'GET', path: '/api/organisation/units' };

/** The two calls that people make most, with ten times as many complaints. */
export const lookUps: GrowingBench = {
  id: 'P11',
  what: `status by receipt and agency inbox, ${PER_SECOND}/s`,
  needs: [...consumers],
  shares: [0.1, 1],
  begin: (ground) => new LookUps(ground),
};
