import { setTimeout as sleep } from 'node:timers/promises';
import { consumers } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import { type Read, type Recorded, whileRecording } from '../ground/plans.js';
import { demand, type Finding } from '../method/bench.js';
import type { Growing, GrowingBench } from '../method/growing.js';
import type { Stocked } from '../stock/stock.js';
import { growingTables } from '../stock/tables.js';
import { Actor } from './p18-actor.js';
import { callEverything } from './p18-script.js';

/** After five calls Postgres may go over to one plan for all values (plan_cache_mode auto): both kinds must be seen. */
const TIMES = 8;
/** Sweeps look every ten seconds at the slowest, and when they start. */
const SWEEPS_LOOKED_MS = 11_000;
/** What crosses a call now and then: a letter that is recorded meanwhile, a few rows of the calls before. */
const SLACK = { share: 1.1, rows: 10 };
/** Calls whose rows are bounded, but by so many that a small stock does not come to them. */
const BOUNDED: Readonly<Record<string, number>> = {
  // Badges count up to 1,001 cases in each of seven queues, and say "1000+" beyond.
  'follow-up GET /api/queues': 7 * 1_001,
  // A page has 51 lines: a place, a case, and up to four clocks each.
  'follow-up GET /api/queues/:queue': 51 * 6,
  // A dry run looks at 100,000 open clocks at most, and at the cases that have those, with all their open clocks.
  ...Object.fromEntries(
    ['settings', 'calendars', 'calendars/national/decree'].map((of) => [`follow-up POST /api/${of}`, 100_000 * 3]),
  ),
  // Complaints of the last two minutes and the secret ones of two days, each with its case: 110 at a million a year.
  'intake sweep WatchOpening': 2_000,
};

type Recordings = ReadonlyMap<Stocked, Recorded>;

interface Seen {
  readonly complaints: number;
  readonly recordings: Recordings;
}

class Rows implements Growing {
  readonly #seen: Seen[] = [];
  #growing: ReadonlyMap<string, string> = new Map();

  constructor(private readonly ground: Ground) {}

  async measure(complaints: number): Promise<void> {
    const recordings = await whileRecording(this.ground, async () => {
      const actor = await Actor.open(this.ground);
      try {
        for (let time = 0; time < TIMES; time += 1) await callEverything(actor);
        await sleep(SWEEPS_LOOKED_MS);
      } finally {
        await actor.close();
      }
    });
    demandAllCalled(recordings);
    this.#growing = await growingTables(this.ground, complaints);
    this.#seen.push({ complaints, recordings });
  }

  finding(): Finding {
    const all = this.#seen.map(({ recordings }) => rowsByCall(recordings, this.#growing));
    const [first, last] = [all[0] ?? new Map<string, number>(), all.at(-1) ?? new Map<string, number>()];
    const across = (name: string): string => all.map((rows) => rows.get(name) ?? 'none').join(' → ');
    const risen = [...last.keys()].filter((name) => (last.get(name) ?? 0) > mostAllowed(name, first.get(name) ?? 0));
    const faults = [...risen.map((name) => `${name} ${across(name)}`), ...this.#readWhole()];
    const [dearest = ''] = [...last.keys()].toSorted((one, other) => (last.get(other) ?? 0) - (last.get(one) ?? 0));
    const sizes = this.#seen.map(({ complaints }) => complaints);
    return {
      value:
        `${last.size} routes and sweeps at ${sizes.join(', ')} complaints, most rows ${across(dearest)} by ${dearest}` +
        (faults.length === 0 ? '' : `; not constant: ${faults.join('; ')}`),
      baseline: `the same calls at ${sizes[0]}`,
      bar: `constant, and none of ${new Set(this.#growing.values()).size} growing tables read whole`,
      holds: faults.length === 0,
      numbers: Object.fromEntries([...last.keys()].map((name) => [`${name}, rows`, across(name)])),
    };
  }

  /** By whomever: the relay and the consumers as well. */
  #readWhole(): string[] {
    const found = [...(this.#seen.at(-1)?.recordings ?? [])].flatMap(([service, { wholeReads }]) =>
      wholeReads
        .filter(({ table }) => this.#growing.has(`${service} ${table}`))
        .map(({ table, by }) => `${service} ${by} reads all of ${table}`),
    );
    return [...new Set(found)];
  }
}

const mostAllowed = (name: string, rows: number): number =>
  Math.max(rows * SLACK.share + SLACK.rows, BOUNDED[name] ?? 0);

/** Every route and sweep that a running service declares was called, or nobody knows what it reads. */
function demandAllCalled(recordings: Recordings): void {
  for (const [service, { declared, reads }] of recordings) {
    const called = new Set(reads.map(({ name }) => name));
    const missing = declared.filter((name) => isCounted(name) && !called.has(name));
    demand(missing.length === 0, `a call of ${service} ${missing.join(', ')} in p18-script.ts`);
    demand(declared.some(isCounted), `routes of ${service}`);
    demand(
      reads.some(({ statements }) => statements > 0),
      `statements of ${service}`,
    );
  }
}

const isSweep = (name: string): boolean => name.startsWith('sweep ');

/** What is looked at by machines alone – health, metrics – says nothing of complaints. */
const isCounted = (name: string): boolean => isSweep(name) || /^(GET|POST|PUT|PATCH|DELETE) \/api\//.test(name);

/**
 * Rows of growing tables: of a call the most that one of its kind read; of a sweep the least that a look read, which is what
 * looking costs when nothing is due – with what is due it takes 1,200 keys at most, and a first look may look further back.
 */
function rowsByCall(recordings: Recordings, growing: ReadonlyMap<string, string>): Map<string, number> {
  const found = new Map<string, number[]>();
  for (const [service, { reads }] of recordings) {
    for (const read of reads.filter(({ name }) => isCounted(name))) {
      const name = `${service} ${read.name}`;
      found.set(name, [...(found.get(name) ?? []), growingRows(read, service, growing)]);
    }
  }
  return new Map(
    [...found].map(([name, rows]) => [name, name.includes(' sweep ') ? Math.min(...rows) : Math.max(...rows)]),
  );
}

const growingRows = ({ rows }: Read, service: Stocked, growing: ReadonlyMap<string, string>): number =>
  [...rows].reduce((sum, [table, count]) => (growing.has(`${service} ${table}`) ? sum + count : sum), 0);

/** Rows that every endpoint and every sweep reads, with ten and a hundred times as many complaints. */
export const rowsRead: GrowingBench = {
  id: 'P18',
  what: 'rows read per call (EXPLAIN)',
  needs: [...consumers],
  shares: [0.01, 0.1, 1],
  begin: (ground) => new Rows(ground),
};
