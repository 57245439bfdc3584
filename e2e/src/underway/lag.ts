import { setTimeout as sleep } from 'node:timers/promises';
import { type Service, type StreamName, streams } from '@tuntas/events';
import type { Addresses } from '@tuntas/local';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import pg from 'pg';

const LOOK_EVERY_MS = 100;
/** A platform on two cores recovers in seconds; what takes longer than this has not recovered. */
const RECOVERED_WITHIN_MS = 90_000;
const ANSWER_WITHIN_MS = 2_000;
/** Lag under a second: everything is applied that was on the topics a second ago. */
const LAG_MS = 1_000;

type Ends = ReadonlyMap<string, number>;

/** Looks from outside how far each service is behind the topics. */
export class Lag {
  readonly #admin: Admin;
  #connected: Promise<void> | undefined;
  readonly #pools = new Map<string, pg.Pool>();
  /** Ends of all partitions, as they were seen, oldest first. */
  #seen: { at: number; ends: Ends }[] = [];

  constructor(private readonly addresses: Addresses) {
    const kafka = new Kafka({
      clientId: 'faults',
      brokers: addresses.brokers.split(','),
      logLevel: logLevel.NOTHING,
      retry: { retries: 2, initialRetryTime: 100 },
      connectionTimeout: ANSWER_WITHIN_MS,
      requestTimeout: ANSWER_WITHIN_MS,
    });
    this.#admin = kafka.admin();
  }

  /** Milliseconds from `since` until the service is ready and less than a second behind. */
  async recovered(service: Service, since: number): Promise<number> {
    for (;;) {
      const passed = performance.now() - since;
      if (passed > RECOVERED_WITHIN_MS) throw new Error(`${service} had not recovered after ${RECOVERED_WITHIN_MS} ms`);
      if ((await this.#ready(service)) && (await this.#isClose(service).catch(() => false)))
        return performance.now() - since;
      await sleep(LOOK_EVERY_MS);
    }
  }

  async allRecovered(running: readonly Service[], since: number): Promise<number> {
    let slowest = 0;
    for (const service of running) slowest = Math.max(slowest, await this.recovered(service, since));
    return slowest;
  }

  /** Messages on the topics that the service has not applied. */
  async behind(service: Service): Promise<number> {
    const ends = await this.#ends();
    return missing(ends, await this.#applied(service));
  }

  async query<Row extends object>(service: Service, text: string): Promise<Row[]> {
    return (await this.#pool(service).query(text)).rows as Row[];
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(async (pool) => pool.end()));
    await this.#admin.disconnect().catch(() => undefined);
  }

  async #isClose(service: Service): Promise<boolean> {
    if (this.addresses.databases[service] === undefined) return true;
    const ends = await this.#ends();
    const applied = await this.#applied(service);
    if (missing(ends, applied) === 0) return true;
    const old = this.#seen.findLast(({ at }) => performance.now() - at >= LAG_MS);
    return old !== undefined && missing(old.ends, applied) === 0;
  }

  async #ready(service: Service): Promise<boolean> {
    try {
      const url = `${this.addresses.services[service]}/health/ready`;
      return (await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })).status === 200;
    } catch {
      return false;
    }
  }

  async #ends(): Promise<Ends> {
    this.#connected ??= this.#admin.connect().catch((error: unknown) => {
      this.#connected = undefined;
      throw error;
    });
    await this.#connected;
    const ends = new Map<string, number>();
    await Promise.all(
      (Object.keys(streams) as StreamName[]).map(async (stream) => {
        for (const { partition, high, low } of await this.#admin.fetchTopicOffsets(stream)) {
          if (high !== low) ends.set(`${stream}/${partition}`, Number(high));
        }
      }),
    );
    this.#seen = [
      ...this.#seen.filter(({ at }) => performance.now() - at < 10 * LAG_MS),
      { at: performance.now(), ends },
    ];
    return ends;
  }

  async #applied(service: Service): Promise<{ reads: ReadonlySet<string>; next: Ends }> {
    const rows = await this.query<{ stream: string; partition: number; next_offset: string }>(
      service,
      'SELECT stream, partition, next_offset FROM messaging.inbox_offsets',
    );
    const next = new Map(
      rows.map(({ stream, partition, next_offset }) => [`${stream}/${partition}`, Number(next_offset)]),
    );
    return { reads: new Set(rows.map(({ stream }) => stream)), next };
  }

  #pool(service: Service): pg.Pool {
    const known = this.#pools.get(service);
    if (known) return known;
    const pool = new pg.Pool({
      connectionString: this.addresses.databases[service],
      max: 2,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
    });
    pool.on('error', () => undefined);
    this.#pools.set(service, pool);
    return pool;
  }
}

/** A stream of which the service has applied nothing anywhere is one that it does not read. */
function missing(ends: Ends, { reads, next }: { reads: ReadonlySet<string>; next: Ends }): number {
  let sum = 0;
  for (const [place, end] of ends) {
    const stream = place.slice(0, place.lastIndexOf('/'));
    if (reads.has(stream)) sum += Math.max(0, end - (next.get(place) ?? 0));
  }
  return sum;
}
