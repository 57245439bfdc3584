import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, moveClock } from '@tuntas/local';
import { Ledger, type Violation } from '@tuntas/testing/ledger';
import { Complainant } from '../door/complainant.js';
import { organisationOf } from '../door/organisation.js';
import { drained } from '../underway/drained.js';
import { Lag } from '../underway/lag.js';
import { chooseFault, inWords, strike } from '../faults/nemesis.js';
import { Stage } from '../faults/stage.js';
import { printVerdict, verdictOf } from '../faults/verdict.js';
import { readComplaints, type Replayed } from '../replay/complaints.js';
import { Office, type Underway } from '../replay/office.js';

/** How often everybody looks on one day: what was routed in the morning is assigned in the afternoon. */
const LOOKS_A_DAY = 2;
/** So many days after the last act every clock that still runs has run out; a supervisory one has 60 working days. */
const QUIET_DAYS = 120;
const QUIET_STEP_DAYS = 20;
/** All services stand still while this day begins and ends. */
const DAY_WITHOUT_SERVICES = 100;
const HEALED_WITHIN_MS = 120_000;
/** What a sweep needs for the steps of a day, on a busy machine. */
const SWEEP_MS = 400;

export interface YearOptions {
  readonly seed: number;
  readonly days: number;
  readonly complaints: number;
  /** How many parts are killed on the way. */
  readonly kills: number;
}

/** A year in the life of a regency, day by day, with parts that die and one day on which nothing runs. True when I1–I12 hold. */
export async function runYear(options: YearOptions): Promise<boolean> {
  const stage = await Stage.start({ log: (line) => console.log(`  ${line}`) });
  let whole = false;
  try {
    whole = await new Year(stage, options).run();
  } finally {
    if (!whole) console.log(`Its data stays in ${stage.dataDir}.`);
    await stage.close({ keep: !whole });
  }
  return whole;
}

class Year {
  readonly #lag: Lag;
  readonly #seen: Violation[] = [];
  #struck = 0;
  #begun = 0;
  /** The last fault, until it has healed: days go on meanwhile. */
  #healing: Promise<void> = Promise.resolve();
  #told = 0;

  constructor(
    private readonly stage: Stage,
    private readonly options: YearOptions,
  ) {
    this.#lag = new Lag(stage.platform.addresses);
  }

  async run(): Promise<boolean> {
    const { stage, options } = this;
    const { addresses } = stage.platform;
    const ledger = await Ledger.open(join(stage.dataDir, 'ledger.jsonl'));
    try {
      const complainant = new Complainant(addresses.services.portal, ledger);
      const { portal } = addresses.services;
      const agencies = await organisationOf(portal, 'agencies');
      await this.#drained();
      const units = await organisationOf(portal, 'units');
      const office = new Office(addresses, complainant, [], { agencies, units });
      const areas = await organisationOf(portal, 'areas');
      const stock = readComplaints(join(root, 'e2e/data/complaints-200.csv'), { areas, agencies });
      for (let day = 1; day <= options.days; day += 1) await this.#day(day, office, complainant, stock);
      await this.#healing;
      console.log(`${this.#told} complaints told, ${office.lived()} lived their whole life; ${this.#struck} kills.`);
      await this.#untilNothingRuns();
      const verdict = await verdictOf(stage, ledger.path, this.#seen);
      const violations = printVerdict(verdict);
      console.log(
        `\n${violations} violations in ${options.days} days and ${this.#struck} kills (seed ${options.seed})`,
      );
      return violations === 0;
    } finally {
      await ledger.close();
      await this.#lag.close();
    }
  }

  async #day(day: number, office: Office, complainant: Complainant, stock: readonly Replayed[]): Promise<void> {
    if (day === DAY_WITHOUT_SERVICES) await this.#standStill(day);
    else await this.#moveClock(day);
    if (Math.round((this.options.kills * day) / this.options.days) > this.#begun) {
      await this.#healing;
      this.#begun += 1;
      this.#healing = this.#strike(day);
    }
    office.daysAhead = day;
    office.take(await this.#tell(day, complainant, stock));
    for (let look = 0; look < LOOKS_A_DAY; look += 1) {
      await sleep(SWEEP_MS);
      await office.pass();
    }
    if (day % 30 === 0) console.log(`  day ${day}: ${this.#told} told, ${office.lived()} lived, ${this.#struck} kills`);
  }

  /** Postgres may be the part that is away. */
  async #moveClock(days: number): Promise<void> {
    const deadline = performance.now() + HEALED_WITHIN_MS;
    for (;;) {
      try {
        return await moveClock(this.stage.platform.addresses, `${days} days`);
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await sleep(SWEEP_MS);
      }
    }
  }

  /** As many as bring the sum to its share of the year. */
  async #tell(day: number, complainant: Complainant, stock: readonly Replayed[]): Promise<Underway[]> {
    const due = Math.round((this.options.complaints * day) / this.options.days) - this.#told;
    const today = Array.from({ length: due }, (_, index) => stock[(this.#told + index) % stock.length]);
    this.#told += due;
    const told = await Promise.all(
      today.map(async (replayed) => {
        const promised = replayed && (await complainant.tellAndLook(replayed.told));
        return promised && { replayed, promised, done: 0 };
      }),
    );
    return told.filter((one) => one !== undefined);
  }

  async #strike(day: number): Promise<void> {
    const fault = chooseFault(this.options.seed, day, this.stage.services);
    try {
      const { hit } = await strike(fault, this.stage, this.#lag);
      if (!hit) await strike({ kind: 'kill', part: fault.part }, this.stage, this.#lag);
      this.#struck += 1;
    } catch (error) {
      this.#seen.push({ invariant: 'I14', says: `on day ${day}, ${inWords(fault)}: ${String(error)}` });
    }
  }

  /** 24 hours of which no service saw anything: everything due in them is due at once. */
  async #standStill(day: number): Promise<void> {
    await this.#healing;
    const { platform, services } = this.stage;
    for (const service of services) platform.kill(service, 'SIGSTOP');
    await moveClock(platform.addresses, `${day} days`);
    for (const service of services) platform.kill(service, 'SIGCONT');
    await this.#lag.allRecovered(services, performance.now());
  }

  /** Nobody acts any more; every clock runs out, and silence ends what it may. */
  async #untilNothingRuns(): Promise<void> {
    for (let more = QUIET_STEP_DAYS; more <= QUIET_DAYS; more += QUIET_STEP_DAYS) {
      await moveClock(this.stage.platform.addresses, `${this.options.days + more} days`);
      await this.#drained();
    }
  }

  async #drained(): Promise<void> {
    const left = await drained(this.#lag, this.stage.services);
    this.#seen.push(...left.map((says) => ({ invariant: 'I14', says })));
  }
}
