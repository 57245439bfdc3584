import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { opened } from '../ground/facts.js';
import type { Ground } from '../ground/ground.js';
import { consumers } from '../ground/flow.js';
import { bodies } from '../load/bodies.js';
import { type Bench, demand, type Finding } from '../method/bench.js';
import { PAIRS } from '../method/compare.js';
import { abba, estimate, percentile } from '../method/statistics.js';
import { Hops } from './hops.js';

const PER_SECOND = 20;
const SLICE_SECONDS = 2;
const WARM_UP_SLICES = 2;
/** How finely a step is seen; a look asks by primary key for the few complaints that are under way. */
const LOOK_EVERY_MS = 3;
const COUNTED_WITHIN_MS = 30_000;
const BAR = { p50Ms: 35, p99Ms: 100 };

/** Each step, and the statement that finds those of the given complaints that have taken it. */
const steps = {
  routed: ['routing', 'SELECT key AS id FROM messaging.journal WHERE key = ANY ($1)'],
  tracked: [
    'follow-up',
    `SELECT key AS id FROM messaging.journal WHERE key = ANY ($1) GROUP BY key HAVING count(*) FILTER (WHERE type <> 'case.opened') > 0`,
  ],
  notified: ['notification', 'SELECT complaint_id::text AS id FROM obligations WHERE complaint_id = ANY ($1::uuid[])'],
  counted: [
    'statistics',
    'SELECT complaint_id::text AS id FROM complaints WHERE complaint_id = ANY ($1::uuid[]) AND first_answer IS NOT NULL AND follow_up_sequence > 1',
  ],
} as const;
type Step = keyof typeof steps;

/** Complaints on their way; the time of each step is when it was first seen in the service's database. */
class Journey {
  readonly ms: Record<'accepted' | Step, number[]> = {
    accepted: [],
    routed: [],
    tracked: [],
    notified: [],
    counted: [],
  };
  #waiting: Record<Step, Map<string, number>> = {
    routed: new Map(),
    tracked: new Map(),
    notified: new Map(),
    counted: new Map(),
  };
  #going = true;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(private readonly ground: Ground) {}

  /** One complaint; latencies count from the moment it was to be told. */
  async tell(body: string, dueAt: number): Promise<void> {
    const response = await fetch(`${this.ground.addresses.services.intake}/api/complaints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomBytes(16).toString('base64url') },
      body,
    });
    demand(response.status === 201, `a complaint accepted (${response.status})`);
    const { reference } = (await response.json()) as { reference: string };
    this.ms.accepted.push(performance.now() - dueAt);
    const { rows } = await this.ground
      .pool('intake')
      .query<{ id: string }>('SELECT id FROM complaints WHERE reference = $1', [reference]);
    for (const step of Object.keys(steps) as Step[]) this.#waiting[step].set(rows[0]?.id ?? '', dueAt);
  }

  watch(): void {
    this.#looking = Promise.all((Object.keys(steps) as Step[]).map(async (step) => this.#watch(step)));
  }

  async #watch(step: Step): Promise<void> {
    const waiting = this.#waiting[step];
    const [service, text] = steps[step];
    while (this.#going) {
      if (waiting.size > 0) {
        const { rows } = await this.ground.pool(service).query<{ id: string }>(text, [[...waiting.keys()]]);
        const now = performance.now();
        for (const { id } of rows) {
          const dueAt = waiting.get(id);
          if (dueAt !== undefined) this.ms[step].push(now - dueAt);
          waiting.delete(id);
        }
      }
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Waits until everything that was told is counted. */
  async settled(): Promise<void> {
    const deadline = performance.now() + COUNTED_WITHIN_MS;
    const left = (): number => Object.values(this.#waiting).reduce((sum, { size }) => sum + size, 0);
    while (left() > 0) {
      const where = Object.entries(this.#waiting).map(([step, { size }]) => `${step} ${size}`);
      demand(performance.now() < deadline, `every complaint at the end of the line (missing: ${where.join(', ')})`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  async end(): Promise<void> {
    this.#going = false;
    await this.#looking;
  }
}

/** `PER_SECOND` a second for a slice, whether or not earlier ones are through. */
async function arrivals(one: (dueAt: number, index: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const all: Promise<void>[] = [];
  for (let index = 0; index < PER_SECOND * SLICE_SECONDS; index += 1) {
    const dueAt = began + (index * 1_000) / PER_SECOND;
    await sleep(Math.max(0, dueAt - performance.now()));
    all.push(one(dueAt, index));
  }
  await Promise.all(all);
}

const both = (ms: readonly number[]): string => `${percentile(ms, 0.5).toFixed(0)}/${percentile(ms, 0.99).toFixed(0)}`;

/** How long a complaint takes through everything when little else happens. */
export const latency: Bench = {
  id: 'P5',
  what: `idle, ${PER_SECOND}/s: submitted to counted`,
  needs: [...consumers],
  async run(ground: Ground): Promise<Finding> {
    const hops = await Hops.open(ground.addresses.brokers, ground.addresses.topicPartitions);
    const texts = bodies();
    const value = JSON.stringify(opened);
    const bare: number[] = [];
    const ratios: number[] = [];
    let journey = new Journey(ground);
    const subject = async (): Promise<number> => {
      const from = journey.ms.counted.length;
      await arrivals(async (dueAt, index) => journey.tell(texts[index % texts.length] ?? '', dueAt));
      await journey.settled();
      return percentile(journey.ms.counted.slice(from), 0.5);
    };
    const baseline = async (): Promise<number> => {
      const ms: number[] = [];
      await arrivals(async () => void ms.push(await hops.time(randomBytes(8).toString('hex'), value)));
      bare.push(...ms);
      return percentile(ms, 0.5);
    };
    try {
      journey.watch();
      for (let slice = 0; slice < WARM_UP_SLICES; slice += 1) await Promise.all([subject(), baseline()]);
      await journey.end();
      bare.length = 0;
      journey = new Journey(ground);
      journey.watch();
      for (const pair of abba(PAIRS)) {
        const p50: Record<string, number> = {};
        for (const side of pair) p50[side] = await { subject, baseline }[side]();
        ratios.push((p50['subject'] ?? 0) / (p50['baseline'] ?? 1));
      }
      await journey.end();
      return found(journey.ms, bare, ratios);
    } finally {
      await hops.close();
    }
  },
};

function found(ms: Journey['ms'], bare: readonly number[], ratios: readonly number[]): Finding {
  const told = PAIRS * PER_SECOND * SLICE_SECONDS;
  demand(ms.counted.length === told, `${told} complaints counted, but ${ms.counted.length}`);
  const [p50Ms, p99Ms] = [percentile(ms.counted, 0.5), percentile(ms.counted, 0.99)];
  return {
    value:
      `counted p50 ${p50Ms.toFixed(0)}, p99 ${p99Ms.toFixed(0)} ms (accepted ${both(ms.accepted)}, routed ${both(ms.routed)}, ` +
      `tracked ${both(ms.tracked)}, notified ${both(ms.notified)})`,
    baseline: `three bare hops ${both(bare)} ms`,
    ratio: estimate(ratios),
    bar: `p50 ≤ ${BAR.p50Ms} and p99 ≤ ${BAR.p99Ms} ms`,
    holds: p50Ms <= BAR.p50Ms && p99Ms <= BAR.p99Ms,
    numbers: { p50Ms, p99Ms, hopsP50Ms: percentile(bare, 0.5), hopsP99Ms: percentile(bare, 0.99) },
  };
}
