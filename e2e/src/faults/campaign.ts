import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { moveClock, root } from '@tuntas/local';
import { Ledger, type Violation } from '@tuntas/testing/ledger';
import { drained } from '../underway/drained.js';
import { Lag } from '../underway/lag.js';
import { Load } from './load.js';
import { chooseFault, inWords, strike } from './nemesis.js';
import { Officers } from './officers.js';
import { Recoveries } from './recoveries.js';
import { Seeded } from './seeded.js';
import { Stage } from './stage.js';
import { injectStalls, seconds } from './stalls.js';
import { printVerdict, verdictOf } from './verdict.js';

/**
 * Each fault takes the clock on by a day, and a complaint nobody works on owes its letters each time: at 8 a second, 200
 * days made 506,000 of them, and two cores had sent a tenth when the last fault was over.
 */
const RATE_PER_SECOND = 2;
/** Between a recovery and the next fault: the load touches everything once more. */
const CALM_MS = 1_500;
/** The load stands, the first complaints have got everywhere. */
const WARM_UP_MS = 4_000;

export interface CampaignOptions {
  readonly seed: number;
  readonly kills: number;
  /** Ends after so many hours instead of after a number of kills. */
  readonly hours?: number;
  /** Goes on with this fault of the seed. */
  readonly from?: number;
  /** Each stall takes up to a minute; the short form in the tests goes without. */
  readonly stalls?: boolean;
}

/**
 * Load, faults, healing, proof; before each fault the clock moves on by a day, so that clocks run out among them. True when
 * no promise was broken.
 */
export async function runCampaign(options: CampaignOptions): Promise<boolean> {
  const stage = await Stage.start({ log: (line) => console.log(`  ${line}`) });
  let whole = false;
  try {
    whole = await campaignOn(stage, options);
  } finally {
    if (!whole) console.log(`Its data stays in ${stage.dataDir}.`);
    await stage.close({ keep: !whole });
  }
  return whole;
}

/** The same on a platform that runs. */
export async function campaignOn(stage: Stage, options: CampaignOptions): Promise<boolean> {
  return new Campaign(stage, options).run();
}

class Campaign {
  readonly #lag: Lag;
  readonly #recoveries = new Recoveries();
  readonly #seen: Violation[] = [];
  #struck = 0;

  constructor(
    private readonly stage: Stage,
    private readonly options: CampaignOptions,
  ) {
    this.#lag = new Lag(stage.platform.addresses);
  }

  async run(): Promise<boolean> {
    const { stage, options } = this;
    const { addresses } = stage.platform;
    const ledger = await Ledger.open(join(stage.dataDir, 'ledger.jsonl'));
    const load = new Load(addresses, ledger, new Seeded(options.seed), RATE_PER_SECOND);
    const officers = new Officers(addresses);
    try {
      load.start();
      officers.start();
      await sleep(WARM_UP_MS);
      await this.#strikeAll(load);
      if (options.stalls ?? true) this.#seen.push(...(await injectStalls(stage, this.#lag, stage.services)));
      await Promise.all([load.stop(), officers.stop()]);
      await this.#letDrain(load);
      console.log(`${load.sent} complaints sent, ${load.promised.length} promised, ${officers.acts} acts of officers.`);
      this.#recoveries.print();
      const violations = printVerdict(await verdictOf(stage, ledger.path, this.#seen));
      console.log(`\n${violations} violations in ${this.#struck} kills (seed ${options.seed})`);
      return violations === 0;
    } finally {
      await ledger.close();
      await this.#lag.close();
    }
  }

  async #strikeAll(load: Load): Promise<void> {
    const { seed, kills, hours, from = 1 } = this.options;
    const until = hours === undefined ? Infinity : performance.now() + hours * 3_600_000;
    const last = hours === undefined ? kills : Infinity;
    for (let index = from; index <= last && performance.now() < until; index += 1) {
      // Everything that a day makes due is due when the fault strikes.
      await moveClock(this.stage.platform.addresses, `${index} days`);
      await this.#strikeOne(index);
      remember(seed, index + 1);
      if (index % 20 === 0) console.log(`  … ${load.sent} complaints sent, ${load.promised.length} promised`);
      await sleep(CALM_MS);
    }
  }

  async #strikeOne(index: number): Promise<void> {
    const { seed } = this.options;
    const fault = chooseFault(seed, index, this.stage.services);
    try {
      let struck = await strike(fault, this.stage, this.#lag);
      let words = inWords(fault);
      if (!struck.hit) {
        words += ', not reached, killed instead';
        struck = await strike({ kind: 'kill', part: fault.part }, this.stage, this.#lag);
      }
      this.#struck += 1;
      this.#recoveries.add(fault, struck.recoveredMs);
      console.log(`fault ${index} (seed ${seed}): ${words}; recovered after ${seconds(struck.recoveredMs)}`);
    } catch (error) {
      this.#seen.push({ invariant: 'I14', says: `after fault ${index}, ${inWords(fault)}: ${String(error)}` });
      console.log(`fault ${index} (seed ${seed}): ${inWords(fault)}; ${String(error)}`);
    }
  }

  /** I14: after the last fault everything drains with no human act. */
  async #letDrain(load: Load): Promise<void> {
    const began = performance.now();
    const left = await drained(this.#lag, this.stage.services);
    this.#seen.push(...left.map((says) => ({ invariant: 'I14', says })));
    this.#seen.push(...load.faults.map((says) => ({ invariant: 'I13', says })));
    if (left.length === 0) console.log(`Everything had drained after ${seconds(performance.now() - began)}.`);
  }
}

/** Where a campaign that was interrupted goes on: `--seed S --from K`. */
function remember(seed: number, next: number): void {
  const file = join(root, '.data', `faults-seed-${seed}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ seed, next, goOnWith: `npm run faults -- --seed ${seed} --from ${next}` })}\n`,
  );
}
