import { setTimeout as sleep } from 'node:timers/promises';
import { consumers } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import { CopiedServices } from '../ground/copied-services.js';
import { plain } from '../ground/plain.js';
import { calm, ownSide, type Side, sided } from '../ground/side.js';
import { demand, type Finding } from '../method/bench.js';
import { atLeast, compare, type Comparison, perSecond } from '../method/compare.js';
import type { Growing, GrowingBench } from '../method/growing.js';
import { estimate } from '../method/statistics.js';
import { allChained, ChainHold } from './p16-chain.js';
import { type Path, paths, type Way } from './p16-paths.js';
import { prove, proveUnchained } from './p16-proofs.js';

/** Short ones, and many pairs of them: a machine's speed changes by half within a minute, hardly between two neighbours. */
const SLICE_MS = 750;
const PAIRS = 27;
/** As in P2, until the code is compiled. */
const WARM_UPS = 4;
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

/** A thing of each side. */
type OfBoth<Thing> = Readonly<Record<'secured' | 'plain', Thing>>;

interface Measured {
  readonly path: Path;
  readonly found: Comparison;
  readonly spent: OfBoth<Spent>;
}

const nothing = (): Spent => ({ done: 0, cpuMs: 0, statements: 0 });

/** The services as they are shipped, and without their security, in turn on the same paths. */
class Security implements Growing {
  readonly #measured: Measured[] = [];

  constructor(private readonly ground: Ground) {}

  async measure(): Promise<void> {
    await this.ground.only([]);
    const plainServices = await CopiedServices.of(this.ground, sided, plain);
    try {
      for (const service of sided) {
        await this.ground.only([service]);
        const sides = { secured: ownSide(this.ground, service), plain: await plainServices.start(service) };
        await allChained(sides.secured.pool);
        await prove(sides);
        await Promise.all(Object.values(sides).map(calm));
        for (const path of paths.filter((one) => one.service === service)) await this.#compare(path, sides);
        await allChained(sides.secured.pool);
        if (service !== 'routing') await proveUnchained(sides.plain);
      }
    } finally {
      await plainServices.stop();
    }
  }

  async #compare(path: Path, sides: OfBoth<Side>): Promise<void> {
    const { secured } = sides;
    const spent: OfBoth<Spent> = { secured: nothing(), plain: nothing() };
    const ways = { secured: await path.open(secured), plain: await path.open(sides.plain) };
    const chain = new ChainHold(secured.pool);
    const before = await effectsOf(sides, path);
    try {
      await chain.hold();
      const found = await compare({
        subject: async () => {
          await chain.letGo();
          return this.#slice(secured, ways.secured, spent.secured, async () => chain.hold());
        },
        baseline: async () => this.#slice(sides.plain, ways.plain, spent.plain),
        pairs: PAIRS,
        warmUps: WARM_UPS,
      });
      this.#measured.push({ path, found, spent });
    } finally {
      await chain.letGo();
      for (const way of Object.values(ways)) way.close();
    }
    const after = await effectsOf(sides, path);
    for (const side of ['secured', 'plain'] as const) {
      const added = after[side] - before[side];
      const wanted = path.name === 'accept' || path.name === 'answer' ? spent[side].done : 0;
      demand(added === wanted, `${wanted} effects of ${path.name}, ${side}, but ${added}`);
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
async function effectsOf(sides: OfBoth<Side>, { name }: Path): Promise<OfBoth<number>> {
  if (name !== 'accept' && name !== 'answer') return { secured: 0, plain: 0 };
  const what = name === 'accept' ? 'complaints' : `messaging.journal WHERE type = 'case.answered'`;
  const count = async ({ pool }: Side): Promise<number> =>
    (await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`)).rows[0]?.n ?? 0;
  return { secured: await count(sides.secured), plain: await count(sides.plain) };
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
  // Where as many cases wait for an answer as all slices together can give.
  shares: [0.2],
  begin: (ground) => new Security(ground),
};
