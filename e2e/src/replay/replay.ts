import { setTimeout as sleep } from 'node:timers/promises';
import { services } from '@tuntas/events';
import { type Addresses, moveClock, type Platform } from '@tuntas/local';
import { allChecks, gather, judge, type Ledger, readLedger, type Verdict } from '@tuntas/testing/ledger';
import type { Complainant } from '../door/complainant.js';
import { organisationOf } from '../door/organisation.js';
import { allDrained } from '../underway/drained.js';
import { Lag } from '../underway/lag.js';
import { CountingWatch } from './counting-watch.js';
import { rebuiltFigures } from './rebuilt-figures.js';
import { readComplaints, type Replayed } from './complaints.js';
import { outcomeOf } from './figures.js';
import { Office, type Underway } from './office.js';
import { printTable } from './print-table.js';

/** Silence closes ten working days after the answer; twenty days hold at least ten of them in any month. */
const AFTER_SILENCE_DAYS = 20;
/** Who was asked for more is warned on the way; two working days and the bounce window after that the case is archived. */
const AFTER_WARNING_DAYS = 7;

export interface ReplayOptions {
  readonly addresses: Addresses;
  readonly complainant: Complainant;
  readonly ledger: Ledger;
  /** The platform, when this replay started it: only then is its clock moved. */
  readonly own?: Platform;
}

interface What {
  readonly file: string;
  readonly officesPath?: string;
  readonly limit: number;
  /** Complaints a second. */
  readonly rate: number;
}

/** Sends complaints through the real door, plays officers and complainants, and proves what became of all of them. */
export class Replay {
  constructor(private readonly options: ReplayOptions) {}

  /** Prints the table; true when nothing broke a promise. */
  async run({ file, officesPath, limit, rate }: What): Promise<boolean> {
    const { addresses, complainant, ledger, own } = this.options;
    const { portal } = addresses.services;
    const agencies = await organisationOf(portal, 'agencies');
    const units = await organisationOf(portal, 'units');
    const all = readComplaints(file, {
      areas: await organisationOf(portal, 'areas'),
      agencies,
      ...(officesPath ? { officesPath } : {}),
    }).slice(0, limit);
    console.log(`Sending ${all.length} complaints of ${file}, ${rate} a second.`);
    const evidence = await gather(addresses, []);
    const lag = new Lag(addresses);
    let counted = { p50: 0, p99: 0 };
    let underway: Underway[] = [];
    try {
      // A door that does not know all places yet would refuse some.
      await allDrained(lag, services);
      const watch = new CountingWatch(evidence.query, new Date());
      watch.start();
      underway = await this.#send(all, rate);
      counted = await watch.stop();
      const office = new Office(addresses, complainant, underway, { agencies, units });
      await office.work(progressOf('officers and complainants'));
      console.log(`${office.lived()} of ${underway.length} complaints have lived their whole life.`);
      await allDrained(lag, services);
      if (own) await this.#letSilencePass(lag);
    } finally {
      await evidence.close();
      await lag.close();
    }
    return this.#prove(all.length, underway, counted, await readLedger(ledger.path));
  }

  /** An open stream of arrivals: a slow answer does not hold up the next complaint. */
  async #send(all: readonly Replayed[], rate: number): Promise<Underway[]> {
    const began = performance.now();
    const sent: Promise<Underway | undefined>[] = [];
    for (const [index, replayed] of all.entries()) {
      const wait = began + (index / rate) * 1000 - performance.now();
      if (wait > 0) await sleep(wait);
      const telling = this.options.complainant.tellAndLook(replayed.told);
      sent.push(telling.then((promised) => promised && { replayed, promised, done: 0 }));
      if (index % 500 === 499) console.log(`  ${index + 1} sent`);
    }
    return (await Promise.all(sent)).filter((one) => one !== undefined);
  }

  /** The clock goes on until silence ends what nobody replied to. */
  async #letSilencePass(lag: Lag): Promise<void> {
    let days = 0;
    for (const more of [AFTER_SILENCE_DAYS, AFTER_WARNING_DAYS]) {
      days += more;
      await moveClock(this.options.addresses, `${days} days`);
      console.log(`The clock was moved on by ${days} days.`);
      await allDrained(lag, services);
    }
  }

  async #prove(
    sent: number,
    underway: readonly Underway[],
    counted: { p50: number; p99: number },
    ledger: Awaited<ReturnType<typeof readLedger>>,
  ): Promise<boolean> {
    const evidence = await gather(this.options.addresses, ledger);
    try {
      const verdict: Verdict = await judge(evidence, allChecks);
      const rows = await evidence.query<{ id: string; reference: string }>(
        'intake',
        'SELECT id, reference FROM complaints',
      );
      const idOf = new Map(rows.map(({ id, reference }) => [reference, id]));
      const ids = new Map(
        underway.flatMap(({ promised, replayed }) => {
          const id = idOf.get(promised.reference);
          return id ? [[id, replayed] as const] : [];
        }),
      );
      const outcome = await outcomeOf(evidence, ids);
      const figures = await rebuiltFigures(this.options.addresses);
      return printTable({ outcome, sent, refusals: this.options.complainant.refusals, counted, verdict, figures });
    } finally {
      await evidence.close();
    }
  }
}

function progressOf(who: string): (done: number) => void {
  let total = 0;
  return (done) => {
    total += done;
    if (done > 0) console.log(`  ${who}: ${total} steps`);
  };
}
