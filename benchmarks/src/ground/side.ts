import { existsSync, readFileSync } from 'node:fs';
import type { Addresses } from '@tuntas/local';
import type pg from 'pg';
import type { Ground } from './ground.js';
import { statementsFile } from './start-somewhere.js';

/** The services of which there is one with its security and one without; each before those whose facts it would have to take in. */
export const sided = ['routing', 'follow-up', 'intake'] as const;
export type Sided = (typeof sided)[number];

/** One service, as it is shipped or without its security: where it answers, its database, what it has used up. */
export interface Side {
  readonly name: 'secured' | 'plain';
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
export function securedSide(ground: Ground, service: Sided): Side {
  return {
    name: 'secured',
    service,
    addresses: ground.addresses,
    pool: ground.pool(service),
    keys: ground.pool('intake-keys'),
    cpuMs: () => ground.cpuMs()[service] ?? 0,
    statements: () => statementsOf(ground.dataDir, service),
  };
}

/** What a process has written down that counts under this name. */
export function statementsOf(dataDir: string, name: string): number {
  const file = statementsFile(dataDir, name);
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}
