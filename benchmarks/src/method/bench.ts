import type { Ground } from '../ground/ground.js';
import type { Estimate } from './statistics.js';

/** The services that a bench needs; `[]` is Postgres and Kafka alone. */
export type Need = readonly ('portal' | 'intake' | 'routing' | 'follow-up' | 'notification' | 'statistics')[];

/** What a bench found, after it has checked that the work was really done. */
export interface Finding {
  /** What was measured, with unit. */
  readonly value: string;
  /** The raw baseline of the same run, with unit. */
  readonly baseline: string;
  readonly ratio?: Estimate;
  readonly bar: string;
  readonly holds: boolean;
  /** All figures behind the line, for the JSON copy; the unit is part of the name. */
  readonly numbers: Readonly<Record<string, number | string | null>>;
}

export interface Bench {
  readonly id: string;
  /** In a few words, for the line. */
  readonly what: string;
  readonly needs: Need;
  run(ground: Ground): Promise<Finding>;
}

/** The work that was timed was not, or not all, done: what was measured says nothing. */
export class Void extends Error {
  override readonly name = 'Void';
}

/** Throws Void unless the effect is there. */
export function demand(isThere: boolean, effect: string): void {
  if (!isThere) throw new Void(effect);
}
