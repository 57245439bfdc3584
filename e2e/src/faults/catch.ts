import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Trouble } from '@tuntas/local';
import { type Flaw, flaws } from '@tuntas/testing/faults';
import { COULD_NOT_RUN, Ledger, type Verdict, type Violation } from '@tuntas/testing/ledger';
import { drained } from '../underway/drained.js';
import { Lag } from '../underway/lag.js';
import { Load } from './load.js';
import { Officers } from './officers.js';
import { provocations } from './provoke.js';
import { Seeded } from './seeded.js';
import { Stage } from './stage.js';
import { printVerdict, verdictOf } from './verdict.js';

const RATE_PER_SECOND = 8;
const WARM_UP_MS = 3_000;
/** A flaw often leaves something that never drains: that is the finding, and no reason to wait two minutes for it. */
const NOTHING_MOVES_MS = 12_000;
/** Room for the cluster, its log and a little data; the rest is filled. */
const SMALL_DISK_BYTES = 400_000_000;

/** Runs one flaw, several with commas between, or `all`; true when the harness caught them. The last line is the verdict. */
export async function catchNamed(names: string, seed: number): Promise<boolean> {
  const chosen = names === 'all' ? flaws : names.split(',').map(flawNamed);
  const [only] = chosen;
  return only && chosen.length === 1 ? catchOne(only, seed) : catchAll(chosen, seed);
}

function flawNamed(name: string): Flaw {
  const flaw = flaws.find((one) => one.name === name);
  if (!flaw) throw new Trouble('No flaw', `${name} is none`, `There are: ${flaws.map((one) => one.name).join(', ')}.`);
  return flaw;
}

async function catchOne(flaw: Flaw, seed: number): Promise<boolean> {
  console.log(`${flaw.name}: ${flaw.says}`);
  const verdict = await verdictUnder(flaw, seed);
  printVerdict(verdict);
  const by = caughtBy(verdict);
  console.log(by ? `\nflaw ${flaw.name} caught by ${by}` : `\nflaw ${flaw.name} NOT caught`);
  return by !== '';
}

/** Prints the table for docs/faults.md. */
async function catchAll(chosen: readonly Flaw[], seed: number): Promise<boolean> {
  const rows: string[] = [];
  let missed = 0;
  for (const flaw of chosen) {
    console.log(`\n${flaw.name}: ${flaw.says}`);
    const verdict = await verdictUnder(flaw, seed).catch(notRun);
    printVerdict(verdict);
    if (caughtBy(verdict) === '') missed += 1;
    rows.push(`| ${flaw.name} | ${flaw.says} | ${caughtBy(verdict) || 'NOT caught'} |`);
  }
  console.log(`\n| flaw | what is wrong | caught by |\n| --- | --- | --- |\n${rows.join('\n')}`);
  console.log(`\n${chosen.length - missed} of ${chosen.length} flaws caught (seed ${seed})`);
  return missed === 0;
}

/** Load, the fault that brings the flaw out, and the proof. Without a flaw the same must find nothing. */
async function verdictUnder(flaw: Flaw, seed: number): Promise<Verdict> {
  const small = flaw.name === 'accepted-on-a-full-disk';
  const stage = await Stage.start({ flaw, ...(small ? { postgresBytes: SMALL_DISK_BYTES } : {}) });
  try {
    return await verdictOn(stage, flaw.name, seed);
  } finally {
    await stage.close({ keep: false });
  }
}

/** The same on a platform that runs with the flaw planted. */
export async function verdictOn(stage: Stage, provokedAs: string, seed: number): Promise<Verdict> {
  const provoke = provocations[provokedAs];
  if (!provoke) throw new Error(`Nothing is known to bring ${provokedAs} out.`);
  const lag = new Lag(stage.platform.addresses);
  const ledger = await Ledger.open(join(stage.dataDir, 'ledger.jsonl'));
  const load = new Load(stage.platform.addresses, ledger, new Seeded(seed), RATE_PER_SECOND);
  const officers = new Officers(stage.platform.addresses);
  try {
    load.start();
    officers.start();
    await sleep(WARM_UP_MS);
    const endLoad = async () => void (await Promise.all([load.stop(), officers.stop()]));
    const seen: Violation[] = [...(await provoke(stage, lag, endLoad).catch(failed))];
    await endLoad();
    const left = await drained(lag, stage.services, NOTHING_MOVES_MS);
    seen.push(...[...left].map((says) => ({ invariant: 'I14', says })));
    return await verdictOf(stage, ledger.path, seen);
  } finally {
    await ledger.close();
    await lag.close();
  }
}

/** One that could not be run is not caught, and must not keep the others from being run. */
function notRun(error: unknown): Verdict {
  console.log(error);
  return { violations: [], counts: {}, reports: [] };
}

const failed = (error: unknown): Violation[] => [{ invariant: 'I14', says: String(error) }];

/**
 * The invariants that were broken, the telling ones first: that nothing drains follows from most of them. A check that
 * could not run fails a campaign, but it has caught nothing.
 */
export function caughtBy({ violations }: Verdict): string {
  const broken = violations.filter(({ says }) => !says.startsWith(COULD_NOT_RUN)).map(({ invariant }) => invariant);
  const order = (invariant: string): number => (invariant === 'I14' ? Infinity : Number(invariant.slice(1)));
  return [...new Set(broken)].toSorted((a, b) => order(a) - order(b)).join(', ');
}
