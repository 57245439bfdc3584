import { parseArgs } from 'node:util';
import { type EventOf, type StreamName, streams } from '@tuntas/events';
import { ownersUrl, readLog } from '@tuntas/messaging';
import { Database, type Sql } from '@tuntas/postgres';
import type { Config } from '../config.js';
import { countedEvents } from '../domain/counted-events.js';
import { countedTables } from '../migrations/tables.js';
import { CountedStore } from '../store/counted.store.js';
import { Recount } from './recount.js';

/** Comparing ten million rows takes minutes; a rebuild is run by a person who watches it. */
const STATEMENT_TIMEOUT_MS = 3_600_000;
const MOST_SHOWN = 20;

type RebuildConfig = Pick<Config, 'OWNER_DATABASE_URL' | 'KAFKA_BROKERS' | 'TOPIC_PREFIX' | 'FIGURES_ZONE'>;

/** What a rebuild found and how fast it was; times in seconds. */
export interface Rebuilt {
  readonly records: number;
  readonly seconds: number;
  /** Rows that differ from the live ones; absent when they were not compared. */
  readonly differing?: readonly string[];
}

const counted = countedEvents.map(({ type }) => type);
const countedStreams = [...new Set(countedEvents.map(({ stream }) => stream))];

/** `node dist/main.js rebuild [--compare]`. Throws, so that the command fails, when rows differ. */
export async function rebuildCommand(config: RebuildConfig, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { compare: { type: 'boolean' } } });
  const { records, seconds, differing } = await rebuild(config, { compare: values.compare ?? false });
  const speed = `${records} events counted again in ${seconds.toFixed(1)} s`;
  if (!differing) return say(`${speed}; the figures were exchanged for them`);
  for (const row of differing.slice(0, MOST_SHOWN)) say(row);
  say(`${speed}; rows that differ: ${differing.length}`);
  if (differing.length > 0) throw new Error(`${differing.length} rows differ from the live figures`);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Counts all facts again from offset 0 into tables of their own, up to what the live figures hold, and then either
 * compares the two row for row or exchanges them. The live service may run on while comparing: it is compared as it was
 * when the rebuild began. Exchanging is refused when it counted on meanwhile.
 */
export async function rebuild(config: RebuildConfig, { compare }: { compare: boolean }): Promise<Rebuilt> {
  const database = await Database.open({
    url: ownersUrl({ ownerUrl: config.OWNER_DATABASE_URL }),
    name: 'statistics-rebuild',
  });
  const settings = { search_path: 'rebuilt,public', statement_timeout: STATEMENT_TIMEOUT_MS };
  const session = await database.session({ name: 'statistics-rebuild', idleMs: 0, settings });
  try {
    await makeTables(database);
    const live = await snapshot(session.sql, compare);
    const started = performance.now();
    const records = await recountAll(config, session.sql, live);
    const done = { records, seconds: (performance.now() - started) / 1000 };
    if (compare) return { ...done, differing: await differences(session.sql) };
    await exchange(database, live);
    return done;
  } finally {
    await session.close();
    await database.query('DROP SCHEMA IF EXISTS rebuilt CASCADE');
    await database.close();
  }
}

async function makeTables(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql`DROP SCHEMA IF EXISTS rebuilt CASCADE`;
    await sql`CREATE SCHEMA rebuilt`;
  });
  for (const table of countedTables) await database.query(table.replace(/^(CREATE|ALTER) TABLE /, '$1 TABLE rebuilt.'));
}

/** How far the live figures were when the rebuild began. */
interface Live {
  readonly until: ReadonlyMap<string, bigint>;
  /** True for an event that the live service has not counted although its partition is further: parked, or set aside. */
  leftOut(event: EventOf): boolean;
}

async function snapshot(sql: Sql, withRows: boolean): Promise<Live> {
  await sql`BEGIN ISOLATION LEVEL REPEATABLE READ`;
  const until = await offsets(sql);
  const waiting = await sql<{ key: string; stream: StreamName; first: number }>`
    SELECT key, stream, min(sequence) AS first FROM messaging.parked WHERE sequence IS NOT NULL GROUP BY key, stream`;
  const aside = await sql<{ key: string; stream: StreamName; sequence: number }>`
    SELECT key, stream, sequence FROM messaging.set_aside WHERE sequence IS NOT NULL`;
  if (withRows) {
    await sql`CREATE TABLE rebuilt.live_complaints AS SELECT * FROM public.complaints`;
    await sql`CREATE TABLE rebuilt.live_days AS SELECT * FROM public.days`;
  }
  await sql`COMMIT`;
  const firstWaiting = new Map(waiting.map(({ stream, key, first }) => [`${stream} ${key}`, first]));
  const setAside = new Set(aside.map(({ stream, key, sequence }) => `${stream} ${key} ${sequence}`));
  return {
    until,
    leftOut: ({ type, subject, sequence }) => {
      const lane = `${streamOf.get(type) ?? ''} ${subject}`;
      return sequence >= (firstWaiting.get(lane) ?? Infinity) || setAside.has(`${lane} ${sequence}`);
    },
  };
}

const streamOf = new Map<string, StreamName>(countedEvents.map(({ type, stream }) => [type, stream]));

async function offsets(sql: Sql): Promise<Map<string, bigint>> {
  const rows = await sql<{ stream: string; partition: number; next_offset: number }>`
    SELECT stream, partition, next_offset FROM messaging.inbox_offsets`;
  return new Map(rows.map(({ stream, partition, next_offset }) => [`${stream}/${partition}`, BigInt(next_offset)]));
}

async function recountAll(config: RebuildConfig, sql: Sql, live: Live): Promise<number> {
  const recount = new Recount(new CountedStore(), sql, config.FIGURES_ZONE);
  const records = await readLog({
    service: 'statistics',
    brokers: config.KAFKA_BROKERS,
    topicPrefix: config.TOPIC_PREFIX,
    streams: countedStreams.filter((stream) => streams[stream].mode === 'facts'),
    types: new Set(counted),
    until: live.until,
    onEvents: async (events) => recount.take(events.filter((event) => !live.leftOut(event))),
  });
  await recount.finish();
  return records;
}

/** Every row that is missing on one side or has another content; a rollup row of which nothing is left counts as absent. */
async function differences(sql: Sql): Promise<string[]> {
  const rows = await sql<{ row: string }>`
    SELECT 'complaint ' || coalesce(l.complaint_id, r.complaint_id) || ': live ' || coalesce(l::text, 'none')
      || ', rebuilt ' || coalesce(r::text, 'none') AS row
    FROM rebuilt.live_complaints l FULL JOIN rebuilt.complaints r USING (complaint_id)
    WHERE to_jsonb(l) IS DISTINCT FROM to_jsonb(r)
    UNION ALL
    SELECT 'day ' || coalesce(l::text, 'none') || ', rebuilt ' || coalesce(r::text, 'none')
    FROM (SELECT * FROM rebuilt.live_days WHERE complaints <> 0) l
      FULL JOIN (SELECT * FROM rebuilt.days WHERE complaints <> 0) r USING (dimension, value, day, confidential)
    WHERE to_jsonb(l) IS DISTINCT FROM to_jsonb(r)`;
  return rows.map(({ row }) => row);
}

async function exchange(database: Database, { until }: Live): Promise<void> {
  await database.transaction(async (sql) => {
    await sql`LOCK TABLE complaints, days IN ACCESS EXCLUSIVE MODE`;
    const now = await offsets(sql);
    const moved = [...now].some(([partition, offset]) => until.get(partition) !== offset);
    if (moved) throw new Error('The service counted on while the figures were rebuilt: stop it, then rebuild again.');
    await sql`DROP TABLE complaints, days`;
    await sql`ALTER TABLE rebuilt.complaints SET SCHEMA public`;
    await sql`ALTER TABLE rebuilt.days SET SCHEMA public`;
  });
}
