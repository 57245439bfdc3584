import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Addresses } from '@tuntas/local';
import type pg from 'pg';
import { demand } from '../method/bench.js';
import type { Ground } from './ground.js';
import { statementsFile } from './start-somewhere.js';

/** The services that a bench compares with copies of themselves; each before those whose facts it would have to take in. */
export const sided = ['routing', 'follow-up', 'intake'] as const;
export type Sided = (typeof sided)[number];

/** A service that has just started looks through what became due meanwhile, and a few seconds later takes in what others said. */
const CALM_WITHIN_MS = 60_000;
const CALM_SECONDS = 5;
const CALM_STATEMENTS_PER_SECOND = 30;

/** One service, the platform's own or a copy: where it answers, its database, what it has used up. */
export interface Side {
  readonly service: Sided;
  readonly addresses: Addresses;
  readonly pool: pg.Pool;
  /** Of intake the database of keys. */
  readonly keys: pg.Pool;
  /** Processor time of its process, in ms. */
  cpuMs(): number;
  /** Sent to its databases; the last quarter of a second may be missing. */
  statements(): number;
}

/** A service as the platform runs it. */
export function ownSide(ground: Ground, service: Sided): Side {
  return {
    service,
    addresses: ground.addresses,
    pool: ground.pool(service),
    keys: ground.pool('intake-keys'),
    cpuMs: () => ground.cpuMs()[service] ?? 0,
    statements: () => statementsOf(ground.dataDir, service),
  };
}

/** Resolves when a service that nobody asks anything has had hardly anything to do for some seconds on end. */
export async function calm(side: Side): Promise<void> {
  const deadline = performance.now() + CALM_WITHIN_MS;
  for (let calmSeconds = 0, before = side.statements(); calmSeconds < CALM_SECONDS;) {
    demand(performance.now() < deadline, `${side.service} to come to rest within a minute`);
    await sleep(1_000);
    const now = side.statements();
    calmSeconds = now - before <= CALM_STATEMENTS_PER_SECOND ? calmSeconds + 1 : 0;
    before = now;
  }
}

/** What a process has written down that counts under this name. */
export function statementsOf(dataDir: string, name: string): number {
  const file = statementsFile(dataDir, name);
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}
