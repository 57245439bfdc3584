import { setTimeout as sleep } from 'node:timers/promises';
import { consumers } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import { PlainServices } from '../ground/plain-services.js';
import { securedSide, type Side, sided } from '../ground/side.js';
import { demand, type Finding } from '../method/bench.js';
import { atLeast, compare, type Comparison, perSecond } from '../method/compare.js';
import type { Growing, GrowingBench } from '../method/growing.js';
import { estimate } from '../method/statistics.js';
import { ChainHold } from './p16-chain.js';
import { type Path, paths, type Way } from './p16-paths.js';
import { prove, proveChain } from './p16-proofs.js';

const SLICE_MS = 1_500;
/** As in P2, and fewer: answers use up cases, and a service has two other paths behind it by then. */
const WARM_UPS = 2;
/** A service that has just started looks through what became due meanwhile, and a few seconds later takes in what others said. */
const CALM_WITHIN_MS = 60_000;
const CALM_SECONDS = 5;
const CALM_STATEMENTS_PER_SECOND = 30;
const BAR = 0.85;
/** A backlog of a slice is carried in a second or two. */
const CARRIED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 10;
/** A service has written down its last statements by then. */
const WRITTEN_MS = 300;

/** What one side used up on a path, all slices together. */
interface Spent {
  done: number;
  cpuMs: number;
  statements: number;
}
type Spents = Readonly<Record<Side['name'], Spent>>;

interface Measured {
  readonly path: Path;
  readonly found: Comparison;
  readonly spent: Spents;
}

const nothing = (): Spent => ({ done: 0, cpuMs: 0, statements: 0 });

/** The services as they are shipped, and without their security, in turn on the same paths. */
class Security implements Growing {
  readonly #measured: Measured[] = [];

  constructor(private readonly ground: Ground) {}

  async measure(): Promise<void> {
    await this.ground.only([]);
    const plainServices = await PlainServices.of(this.ground);
    try {
      for (const service of sided) {
        await this.ground.only([service]);
        const sides = { secured: securedSide(this.ground, service), plain: await plainServices.start(service) };
        await proveChain(sides.secured);
        await prove(sides.secured, sides.plain);
        await Promise.all(Object.values(sides).map(calm));
        for (const path of paths.filter((one) => one.service === service)) await this.#compare(path, sides);
        await proveChain(sides.secured);
        if (service !== 'routing') await proveChain(sides.plain);
      }
    } finally {
      await plainServices.stop();
    }
  }

  async #compare(path: Path, { secured, plain }: Readonly<Record<Side['name'], Side>>): Promise<void> {
    const spent: Spents = { secured: nothing(), plain: nothing() };
    const ways = { secured: await path.open(secured), plain: await path.open(plain) };
    const chain = new ChainHold(secured.pool);
    const before = await Promise.all([secured, plain].map(async (side) => effectsOf(side, path)));
    try {
      await chain.hold();
      const found = await compare({
        subject: async () => {
          await chain.letGo();
          return this.#slice(secured, ways.secured, spent.secured, async () => chain.hold());
        },
        baseline: async () => this.#slice(plain, ways.plain, spent.plain),
        warmUps: WARM_UPS,
      });
      this.#measured.push({ path, found, spent });
    } finally {
      await chain.letGo();
      for (const way of Object.values(ways)) way.close();
    }
    for (const [at, side] of [secured, plain].entries()) {
      const added = (await effectsOf(side, path)) - (before[at] ?? 0);
      const wanted = path.name === 'accept' || path.name === 'answer' ? spent[side.name].done : 0;
      demand(added === wanted, `${wanted} effects of ${path.name}, ${side.name}, but ${added}`);
    }
  }

  /** Its rate, and to what it spent what the machine did until all of it was sent to Kafka. */
  async #slice(side: Side, way: Way, spent: Spent, settled = async () => Promise.resolve()): Promise<number> {
    const [cpuMs, statements] = [this.#cpuMs(side), side.statements()];
    const { inTime, all } = await way.run(SLICE_MS);
    await carried(side);
    await settled();
    spent.cpuMs += this.#cpuMs(side) - cpuMs;
    await sleep(WRITTEN_MS);
    spent.statements += side.statements() - statements;
    spent.done += all;
    return perSecond(inTime, SLICE_MS);
  }

  /** Of the service, of Postgres and of Kafka; the other side stands idle. */
  #cpuMs(side: Side): number {
    const { postgres = 0, kafka = 0 } = this.ground.cpuMs();
    return side.cpuMs() + postgres + kafka;
  }

  finding(): Finding {
    const whole = estimate(wholeOf(this.#measured));
    const told = this.#measured.map(({ path: { name }, found: { subject, baseline, ratio }, spent }) => {
      const each = (key: 'cpuMs' | 'statements', digits: number): string =>
        (['secured', 'plain'] as const)
          .map((side) => (spent[side][key] / spent[side].done).toFixed(digits))
          .join(' ÷ ');
      return (
        `${name} ${subject.toFixed(0)} ÷ ${baseline.toFixed(0)}/s = ${ratio.median.toFixed(2)} ` +
        `[${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}] (${each('cpuMs', 2)} CPU-ms, ${each('statements', 2)} statements)`
      );
    });
    return {
      value: told.join('; '),
      baseline: 'the same services without sealing, keys, row-level security and chain',
      ratio: whole,
      bar: `≥ ${BAR} for a life (${paths.map(({ name, uses }) => `${uses} ${name}`).join(', ')})`,
      holds: atLeast(whole, BAR),
      numbers: Object.assign({}, ...this.#measured.map(numbersOf)) as Finding['numbers'],
    };
  }
}

/** Resolves when a service that nobody asks anything has had hardly anything to do for some seconds on end. */
async function calm(side: Side): Promise<void> {
  const deadline = performance.now() + CALM_WITHIN_MS;
  for (let calmSeconds = 0, before = side.statements(); calmSeconds < CALM_SECONDS;) {
    demand(performance.now() < deadline, `${side.service}, ${side.name}, to come to rest within a minute`);
    await sleep(1_000);
    const now = side.statements();
    calmSeconds = now - before <= CALM_STATEMENTS_PER_SECOND ? calmSeconds + 1 : 0;
    before = now;
  }
}

/** What a life takes without security ÷ with it, pair by pair: the times of all its steps, one after the other. */
function wholeOf(measured: readonly Measured[]): number[] {
  const pairs = measured[0]?.found.pairs.subject.length ?? 0;
  const time = (side: 'subject' | 'baseline', pair: number): number =>
    measured.reduce((sum, { path: { uses }, found }) => sum + uses / (found.pairs[side][pair] ?? 0), 0);
  return Array.from({ length: pairs }, (_, pair) => time('baseline', pair) / time('subject', pair));
}

function numbersOf({ path: { name }, found, spent }: Measured): Record<string, number> {
  const { secured, plain } = spent;
  return {
    [`${name}SecuredPerSecond`]: found.subject,
    [`${name}PlainPerSecond`]: found.baseline,
    [`${name}Ratio`]: found.ratio.median,
    [`${name}SecuredCpuMs`]: secured.cpuMs / secured.done,
    [`${name}PlainCpuMs`]: plain.cpuMs / plain.done,
    [`${name}SecuredStatements`]: secured.statements / secured.done,
    [`${name}PlainStatements`]: plain.statements / plain.done,
  };
}

/** Complaints that are there, or answers that were given; nothing for what only reads. */
async function effectsOf({ pool }: Side, { name }: Path): Promise<number> {
  if (name !== 'accept' && name !== 'answer') return 0;
  const what = name === 'accept' ? 'complaints' : `messaging.journal WHERE type = 'case.answered'`;
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`);
  return rows[0]?.n ?? 0;
}

async function carried({ pool }: Side): Promise<void> {
  for (const deadline = performance.now() + CARRIED_WITHIN_MS; ;) {
    const { rows } = await pool.query<{ waits: boolean }>('SELECT EXISTS (SELECT FROM messaging.outbox) AS waits');
    if (rows[0]?.waits === false) return;
    demand(performance.now() < deadline, 'the outbox empty a minute after a slice');
    await sleep(LOOK_EVERY_MS);
  }
}

/** What sealing, keys in their own database, row-level security and the chain cost, on every path that has them. */
export const security: GrowingBench = {
  id: 'P16',
  what: 'with security on, and without',
  needs: [...consumers],
  shares: [0.1],
  begin: (ground) => new Security(ground),
};
