import { CopiedServices } from '../ground/copied-services.js';
import { consumers } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import { calm, ownSide, type Side, type Sided } from '../ground/side.js';
import { type Asked, Caller } from '../load/caller.js';
import { demand, type Finding } from '../method/bench.js';
import { compare, type Comparison } from '../method/compare.js';
import type { Growing, GrowingBench } from '../method/growing.js';
import { percentile, randomFrom } from '../method/statistics.js';
import { type Known, known } from '../stock/known.js';

/** A slice has 240 calls, so its p99 is the third slowest; of 61 pairs the median stands. */
const PAIRS = 61;
const WARM_UPS = 2;
const SLICE_MS = 2_000;
const PER_SECOND = 120;
const MOST_RATIO = 1.3;
const LOOKED_UP = 2_000;
const LOOKED_AT_FIRST = 20;

const kinds = ['status', 'inbox'] as const;
type Kind = (typeof kinds)[number];

/** What is asked at a side, each time another; every answer is looked at once before the clock counts. */
type Look = (side: Side, caller: Caller) => Promise<() => Asked>;

/**
 * Where anybody may look who knows the way: one complaint of the stock after the other, one inbox after the other. At the
 * first size the databases are copied, and at the last one services on both are asked in turn: what the machine does from
 * one minute to the next then slows both.
 */
class LookUps implements Growing {
  readonly #sizes: number[] = [];
  readonly #measured = new Map<Kind, Comparison>();
  readonly #random = randomFrom(11);
  #few: CopiedServices | undefined;

  constructor(private readonly ground: Ground) {}

  async measure(complaints: number): Promise<void> {
    this.#sizes.push(complaints);
    if (this.#few === undefined) {
      await this.ground.only([]);
      this.#few = await CopiedServices.of(this.ground, ['intake', 'follow-up'], { name: 'few' });
      return;
    }
    try {
      await this.#compare('status', 'intake', this.#few, async (side, caller) => this.#statuses(side, caller));
      await this.#compare('inbox', 'follow-up', this.#few, async (side, caller) => this.#inboxes(side, caller));
    } finally {
      await this.#few.stop();
    }
  }

  async #compare(kind: Kind, service: Sided, copied: CopiedServices, look: Look): Promise<void> {
    await this.ground.only([service]);
    const [many, few] = [ownSide(this.ground, service), await copied.start(service)];
    await Promise.all([many, few].map(calm));
    const callers: Caller[] = [];
    const sliceOf = async (side: Side): Promise<() => Promise<number>> => {
      const caller = new Caller(side);
      callers.push(caller);
      const next = await look(side, caller);
      return async () => percentile(await this.#slice(caller, next), 0.99);
    };
    try {
      const slices = { subject: await sliceOf(many), baseline: await sliceOf(few) };
      this.#measured.set(kind, await compare({ ...slices, pairs: PAIRS, warmUps: WARM_UPS }));
    } finally {
      for (const caller of callers) caller.close();
    }
  }

  async #statuses({ pool }: Side, caller: Caller): Promise<() => Asked> {
    const some = await known(pool, LOOKED_UP);
    for (const one of some.slice(0, LOOKED_AT_FIRST)) {
      const { reference } = (await caller.call(status(one))).body as Known;
      demand(reference === one.reference, `the complaint of a known receipt (${reference})`);
    }
    return () => status(this.#pick(some));
  }

  async #inboxes({ pool }: Side, caller: Caller): Promise<() => Asked> {
    const { rows } = await pool.query<{ agency: string }>(
      `SELECT DISTINCT agency FROM bench.told WHERE state = 'IN_PROGRESS'`,
    );
    for (const { agency } of rows) {
      const { items } = (await caller.call(inbox(agency))).body as { readonly items: readonly unknown[] };
      demand(items.length > 0, `lines in the inbox of ${agency}`);
    }
    return () => inbox(this.#pick(rows).agency);
  }

  #pick<One>(all: readonly One[]): One {
    return all[Math.floor(this.#random() * all.length)] as One;
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
    const [few, many] = [this.#sizes[0], this.#sizes.at(-1)];
    const [status, inbox] = kinds.map((kind) => this.#measured.get(kind));
    if (!status || !inbox) throw new Error('Two sizes are compared.');
    const said = ({ subject, baseline, ratio }: Comparison): string =>
      `${baseline.toFixed(1)} → ${subject.toFixed(1)} ms = ${ratio.median.toFixed(2)} [${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}]`;
    const worse = status.ratio.high > inbox.ratio.high ? status.ratio : inbox.ratio;
    return {
      value: `p99 at ${few} → ${many}: status by receipt ${said(status)}, inbox page ${said(inbox)}`,
      baseline: 'the same services on a copy of their databases as they were at the first size',
      ratio: worse,
      bar: `≤ ${MOST_RATIO}`,
      holds: worse.high <= MOST_RATIO,
      numbers: { statusRatio: status.ratio.median, inboxRatio: inbox.ratio.median },
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

/** The two calls that people make most, with ten times as many complaints. */
export const lookUps: GrowingBench = {
  id: 'P11',
  what: `status by receipt and agency inbox, ${PER_SECOND}/s`,
  needs: [...consumers],
  shares: [0.1, 1],
  begin: (ground) => new LookUps(ground),
};
