import type { Ground } from '../ground/ground.js';
import { demand } from '../method/bench.js';
import { followUpRows } from './follow-up-rows.js';
import { intakeRows, keyRows } from './intake-rows.js';
import { makeKnown } from './known.js';
import { notificationRows } from './notification-rows.js';
import { routingRows } from './routing-rows.js';
import { statisticsRows } from './statistics-rows.js';
import { stockSchema, tell } from './told.js';

/** A table that holds every complaint of a service once, and the rows of all its tables. */
const stocked = {
  'follow-up': { rows: followUpRows, each: 'cases' },
  intake: { rows: intakeRows, each: 'complaints' },
  notification: { rows: notificationRows, each: 'complaints' },
  routing: { rows: routingRows, each: 'complaints' },
  statistics: { rows: statisticsRows, each: 'complaints' },
} as const;
export type Stocked = keyof typeof stocked;
export const stockedServices = Object.keys(stocked) as Stocked[];

/** The two cores of the machine; one statement keeps one of them busy. */
const AT_ONCE = 2;
/** The newest complaint is so old, and no clock ends within the time a run takes. */
const NEWEST_MS = 60_000;

/**
 * Complaints that were there before a bench: rows in all tables of five services, written in bulk into what the
 * migrations made, indexes and constraints on, durable. Only ever grows; nothing of it was ever on Kafka.
 */
export class Stock {
  #size = 0;
  #rows = 0;
  #seconds = 0;

  constructor(private readonly ground: Ground) {}

  get size(): number {
    return this.#size;
  }

  /** Of all tables. */
  get rows(): number {
    return this.#rows;
  }

  /** How long all of it took to write, in s. */
  get seconds(): number {
    return this.#seconds;
  }

  /**
   * Writes what is missing to so many, and has Postgres do what it would by itself in a while (VACUUM ANALYZE, and a checkpoint:
   * what is measured next would pay for the pages that this left behind).
   */
  async grow(to: number): Promise<void> {
    if (to <= this.#size) return;
    const began = performance.now();
    const offices = await this.#offices();
    const asked = { first: this.#size + 1, last: to, newest: new Date(Date.now() - NEWEST_MS), ...offices };
    const waiting = [...stockedServices];
    const work = async (): Promise<void> => {
      for (let service = waiting.shift(); service; service = waiting.shift()) await this.#write(service, asked);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await makeKnown(this.ground, asked);
    await this.ground.pool('intake-keys').query(keyRows, [asked.first, asked.last]);
    await this.ground.pool('intake-keys').query('VACUUM ANALYZE');
    await this.ground.admin.query('CHECKPOINT');
    for (const service of stockedServices) await this.#demandAll(service, to);
    this.#size = to;
    this.#seconds += (performance.now() - began) / 1_000;
  }

  async #offices(): Promise<Offices> {
    const { rows } = await this.ground.pool('routing').query<{ agency: string; unit: string }>(
      `SELECT agency, min(u.code) AS unit FROM units u JOIN agencies a ON a.code = agency
       WHERE active AND liaison_filled AND coordinator_filled GROUP BY agency ORDER BY agency`,
    );
    const { rows: categories } = await this.ground
      .pool('routing')
      .query<{ code: string }>('SELECT code FROM categories ORDER BY code LIMIT 100');
    demand(rows.length > 1 && categories.length > 1, 'agencies with units, and categories, in the organisation');
    const of = (key: 'agency' | 'unit'): string[] => rows.map((row) => row[key]);
    return { agencies: of('agency'), units: of('unit'), categories: categories.map(({ code }) => code) };
  }

  async #write(service: Stocked, { first, last, newest, agencies, units, categories }: Asked): Promise<void> {
    const client = await this.ground.pool(service).connect();
    try {
      await client.query(stockSchema);
      await client.query(tell, [first, last, newest, agencies, units, categories]);
      await client.query('ANALYZE bench.told');
      for (const text of stocked[service].rows) this.#rows += (await client.query(text, [first, last])).rowCount ?? 0;
      await client.query('VACUUM ANALYZE');
    } finally {
      client.release();
    }
  }

  async #demandAll(service: Stocked, to: number): Promise<void> {
    const { each } = stocked[service];
    const key = service === 'intake' ? 'id' : 'complaint_id';
    const { rows } = await this.ground
      .pool(service)
      .query<{ n: number }>(`SELECT count(*)::int AS n FROM bench.told t JOIN ${each} c ON c.${key} = t.id`);
    demand(rows[0]?.n === to, `${to} complaints in ${each} of ${service}, but ${rows[0]?.n}`);
  }
}

interface Offices {
  readonly agencies: readonly string[];
  readonly units: readonly string[];
  readonly categories: readonly string[];
}

interface Asked extends Offices {
  readonly first: number;
  readonly last: number;
  readonly newest: Date;
}
