import { join } from 'node:path';
import type { Flaw } from '@tuntas/testing/faults';
import { type Evidence, gather, Ledger } from '@tuntas/testing/ledger';
import { Complainant } from '../door/complainant.js';
import { Officer } from '../door/officer.js';
import { organisationOf } from '../door/organisation.js';
import { Stage } from '../faults/stage.js';
import { printVerdict, verdictOf } from '../faults/verdict.js';
import { inParallel } from '../replay/in-parallel.js';
import { allDrained } from '../underway/drained.js';
import { Lag } from '../underway/lag.js';
import { type Happening, someLives } from './happenings.js';
import { Life, type Lived, type Regency } from './life.js';
import { shortest } from './shrink.js';

/** Lives at once: several people at each, on two cores. */
const AT_ONCE = 4;
/** A life with fewer moves says little of what comes late in one. */
const LONG = 20;

export interface Lives {
  readonly lives: number;
  /** Happenings a life. */
  readonly happenings: number;
  readonly seed: number;
  readonly flaw?: Flaw;
  /** How often what broke something is tried with less. */
  readonly tries: number;
}

/** What was found: the shortest life that breaks something, as people read it; nothing when every promise was kept. */
export interface Found {
  readonly wrong: readonly string[];
  readonly story: readonly string[];
}

/** Lives random lives on a platform of its own, and proves with the ledger what became of them. */
export async function runLives(asked: Lives): Promise<Found | undefined> {
  const stage = await Stage.start(asked.flaw ? { flaw: asked.flaw } : {});
  try {
    return await livesOn(stage, asked);
  } finally {
    await stage.close({ keep: false });
  }
}

/** The same on a platform that runs; the flaw that is asked for is planted in it. */
export async function livesOn(stage: Stage, asked: Lives): Promise<Found | undefined> {
  await stage.plant(asked.flaw);
  const ledger = await Ledger.open(join(stage.dataDir, 'ledger.jsonl'));
  const evidence = await gather(stage.platform.addresses, []);
  const lag = new Lag(stage.platform.addresses);
  let found: Found | undefined;
  try {
    await allDrained(lag, stage.services);
    const regency = await regencyOf(stage, ledger, evidence);
    found = await anyBroken(regency, asked);
    if (found) print(found, asked);
    else {
      await allDrained(lag, stage.services);
      const violations = printVerdict(await verdictOf(stage, ledger.path, []));
      console.log(`\n${violations} violations in ${asked.lives} lives (seed ${asked.seed})`);
      if (violations > 0) found = { wrong: [`${violations} violations of the ledger`], story: [] };
    }
    return found;
  } finally {
    await lag.close();
    await evidence.close();
    await ledger.close();
  }
}

async function anyBroken(regency: Regency, { lives, happenings, seed, tries }: Lives): Promise<Found | undefined> {
  let told = 0;
  // The first one waits for a desk, for no rule knows what it is about.
  const live = async (some: readonly Happening[]): Promise<Lived> =>
    new Life(regency, [`Ada hal yang ingin saya sampaikan, ${(told += 1)}.`, `Jalan berlubang, ${(told += 1)}.`]).live(
      some,
    );
  let broke: readonly Happening[] | undefined;
  let moves = 0;
  let long = 0;
  let ended = 0;
  await inParallel(someLives(lives, happenings, seed), AT_ONCE, async (life) => {
    if (broke) return;
    const lived = await live(life);
    moves += lived.moves;
    if (lived.moves >= LONG) long += 1;
    ended += 1;
    if (ended % 20 === 0) console.log(`  ${ended} lives, ${moves} moves`);
    if (lived.wrong.length > 0) broke ??= life;
  });
  if (!broke) {
    const each = (moves / lives).toFixed(1);
    console.log(
      `${lives} lives of ${happenings} happenings: ${moves} moves, ${each} a life; ${long} had ${LONG} or more.`,
    );
    return undefined;
  }
  let last: Lived = await live(broke);
  const { happenings: few } = await shortest(
    broke,
    async (some) => {
      const lived = await live(some);
      if (lived.wrong.length > 0) last = lived;
      return lived.wrong.length > 0;
    },
    tries,
  );
  // What depends on who is faster does not break every time.
  for (let again = 0; last.wrong.length === 0 && again < lives; again += 1) last = await live(few);
  return { wrong: last.wrong, story: last.story };
}

function print({ wrong, story }: Found, { seed, flaw }: Lives): void {
  console.log(`\nBroken (seed ${seed}${flaw ? `, flaw ${flaw.name}` : ''}):`);
  for (const one of wrong) console.log(`  ${one}`);
  console.log('The shortest life that shows it:');
  for (const one of story) console.log(`  ${one}`);
}

async function regencyOf(stage: Stage, ledger: Ledger, evidence: Evidence): Promise<Regency> {
  const query = inTurn(evidence.query);
  const { addresses } = stage.platform;
  const { portal } = addresses.services;
  const officer = (name: string, ...posts: ConstructorParameters<typeof Officer>[3]): Officer =>
    new Officer(portal, addresses.secretsDir, name, posts);
  const units = await organisationOf(portal, 'units');
  const unitsOf = (agency: string): string[] => units.filter((one) => one.agency === agency).map(({ code }) => code);
  const known = new Map<string, Officer[]>();
  const of = (agency: string): Officer[] => {
    const all = known.get(agency) ?? [
      officer(`coordinator ${agency}`, { role: 'coordinator', agency }),
      ...unitsOf(agency).map((unit) => officer(`liaison ${unit}`, { role: 'liaison', agency, unit })),
      officer(`validator ${agency}`, { role: 'validator', agency }),
    ];
    known.set(agency, all);
    return all;
  };
  return {
    complainant: new Complainant(portal, ledger),
    national: officer('desk', { role: 'national-desk' }),
    inspectorate: officer('ratna', { role: 'inspectorate' }),
    oversight: officer('oversight', { role: 'oversight' }),
    of,
    unitsOf,
    query,
    whileRoutingStands: async (work) => {
      stage.platform.kill('routing', 'SIGSTOP');
      try {
        return await work();
      } finally {
        stage.platform.kill('routing', 'SIGCONT');
      }
    },
    agencies: [...new Set(units.map(({ agency }) => agency))].slice(0, 2),
  };
}

/** One after the other: a connection answers one question at a time. */
function inTurn(query: Evidence['query']): Evidence['query'] {
  let last: Promise<unknown> = Promise.resolve();
  return async (service, text, values) => {
    const answer = last.then(async () => query<never>(service, text, values));
    last = answer.catch(() => undefined);
    return answer;
  };
}
