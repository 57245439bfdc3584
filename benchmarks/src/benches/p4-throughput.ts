import type { Ground } from '../ground/ground.js';
import { type Consuming, consumers, Flow, holdLetters } from '../ground/flow.js';
import { Load } from '../load/load.js';
import { type Bench, demand, type Finding } from '../method/bench.js';
import { atLeast, compare, perSecond, rate } from '../method/compare.js';
import { median } from '../method/statistics.js';

/** What is under way at most: the lag is bounded by what a slice sends. */
const COMPLAINTS = { least: 250, most: 1_500, firstTry: 400 };
/** So many complaints that all stages together take about this long: a stage must not stand still for too long. */
const STAGES_MS = 2_500;
/** Whoever stands still longer loses connections and group, and joining again would be counted as its work. */
const LONGEST_PAUSE_MS = 5_000;
const CONNECTIONS = 64;
const BAR = { ratio: 0.5, perSecond: 800 };
/** Each alone, as often as it takes: what one sends may be work for one that was done before. */
const ORDER: readonly Consuming[] = ['routing', 'follow-up', 'notification', 'intake', 'routing', 'statistics'];
const MOST_ROUNDS = 3;

class Line {
  readonly load = new Load();
  readonly pausesMs: number[] = [];
  /** How long each stage took alone, all slices together: says which one is dear. */
  readonly aloneMs = new Map<Consuming, number>();
  stagesSent = 0;
  size = COMPLAINTS.firstTry;
  sent = 0;

  constructor(
    private readonly ground: Ground,
    private readonly flow: Flow,
  ) {}

  async tell(): Promise<void> {
    const { host } = new URL(this.ground.addresses.services.intake);
    await this.load.run({ host, connections: CONNECTIONS, count: this.size });
    this.sent += this.size;
  }

  /** All services at once: complaints a second, from the first request until every one is counted and nothing waits. */
  async together(): Promise<number> {
    const began = performance.now();
    await this.tell();
    return perSecond(this.size, (await this.flow.done(consumers)) - began);
  }

  /**
   * The same work, one stage after the other, each alone on the whole machine while the others stand still (SIGSTOP):
   * the sum of their times is Σ(uses ÷ solo rate) for this many complaints.
   */
  async stages(): Promise<number> {
    const others = consumers.filter((service) => service !== 'intake');
    this.#signal(others, 'SIGSTOP');
    try {
      const began = performance.now();
      await this.tell();
      let busyMs = (await this.flow.done(['intake'])) - began;
      this.stagesSent += this.size;
      this.#add('intake', busyMs);
      this.#signal(['intake'], 'SIGSTOP');
      for (let round = 0; round < MOST_ROUNDS; round += 1)
        for (const service of ORDER) busyMs += this.#add(service, await this.#alone(service));
      this.pausesMs.push(performance.now() - began);
      return perSecond(this.size, busyMs);
    } finally {
      this.#signal(consumers, 'SIGCONT');
      await this.flow.done(consumers);
    }
  }

  async #alone(service: Consuming): Promise<number> {
    const before = await this.flow.far(service);
    if (before.waiting === 0) return 0;
    const began = performance.now();
    this.#signal([service], 'SIGCONT');
    const done = await this.flow.done([service]);
    this.#signal([service], 'SIGSTOP');
    return done - began;
  }

  #add(service: Consuming, ms: number): number {
    this.aloneMs.set(service, (this.aloneMs.get(service) ?? 0) + ms);
    return ms;
  }

  #signal(services: readonly Consuming[], signal: 'SIGSTOP' | 'SIGCONT'): void {
    for (const service of services) this.ground.platform.kill(service, signal);
  }
}

/** Every complaint in each service, none twice. */
async function demandCounted(ground: Ground, before: readonly number[], sent: number): Promise<void> {
  const after = await countsOf(ground);
  const added = after.map((count, at) => count - (before[at] ?? 0));
  demand(
    added.every((count) => count === sent),
    `${sent} complaints in intake, routing, follow-up, notification, statistics, but ${added.join(', ')}`,
  );
}

async function countsOf(ground: Ground): Promise<number[]> {
  const counts: readonly (readonly [Consuming, string])[] = [
    ['intake', 'SELECT count(*)::int AS n FROM complaints'],
    [
      'routing',
      `SELECT count(DISTINCT key)::int AS n FROM messaging.journal WHERE type IN ('complaint.routed', 'complaint.left-to-desk')`,
    ],
    ['follow-up', 'SELECT count(*)::int AS n FROM cases'],
    ['notification', 'SELECT count(DISTINCT complaint_id)::int AS n FROM obligations'],
    ['statistics', 'SELECT count(*)::int AS n FROM complaints WHERE first_answer IS NOT NULL'],
  ];
  return Promise.all(
    counts.map(async ([service, text]) => {
      const { rows } = await ground.pool(service).query<{ n: number }>(text);
      return rows[0]?.n ?? 0;
    }),
  );
}

/** Through all services until counted, against what the stages allow that share the machine. */
export const throughput: Bench = {
  id: 'P4',
  what: 'complaints through all services to counted',
  needs: [...consumers],
  async run(ground: Ground): Promise<Finding> {
    await holdLetters(ground);
    const flow = await Flow.open(ground);
    const line = new Line(ground, flow);
    try {
      await line.together();
      const stages = await line.stages();
      line.size = Math.round(Math.min(COMPLAINTS.most, Math.max(COMPLAINTS.least, (stages * STAGES_MS) / 1_000)));
      line.pausesMs.length = 0;
      line.aloneMs.clear();
      line.stagesSent = 0;
      const before = await countsOf(ground);
      line.sent = 0;
      const found = await compare({
        subject: async () => line.together(),
        baseline: async () => line.stages(),
      });
      await demandCounted(ground, before, line.sent);
      const pauseMs = median(line.pausesMs);
      demand(
        pauseMs < LONGEST_PAUSE_MS,
        `stages that stand still for less than ${LONGEST_PAUSE_MS} ms (${pauseMs.toFixed(0)})`,
      );
      return {
        value: rate(found.subject, 'complaints'),
        baseline: `1 ÷ Σ(uses ÷ solo rate) ${rate(found.baseline, 'complaints')}`,
        ratio: found.ratio,
        bar: `≥ ${BAR.ratio} and ≥ ${BAR.perSecond}/s`,
        holds: atLeast(found.ratio, BAR.ratio) && found.subject >= BAR.perSecond,
        numbers: {
          ...Object.fromEntries([...line.aloneMs].map(([stage, ms]) => [`${stage}MsAComplaint`, ms / line.stagesSent])),
          complaintsPerSecond: found.subject,
          stagesPerSecond: found.baseline,
          lagAtMost: line.size,
          pauseMs,
        },
      };
    } finally {
      line.load.end();
      await flow.close();
    }
  },
};
