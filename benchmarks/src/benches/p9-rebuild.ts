import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EventDeclaration, eventOf, type StreamName } from '@tuntas/events';
import { root } from '@tuntas/local';
import type { Sql } from '@tuntas/postgres';
import { Database, json } from '@tuntas/postgres';
import { headersOf } from '../ground/facts.js';
import type { Ground } from '../ground/ground.js';
import { makeTopics, rawKafka } from '../ground/kafka.js';
import { keys } from '../ground/keys.js';
import { type Bench, demand, type Finding, Void } from '../method/bench.js';
import { atLeast, compare, perSecond, rate } from '../method/compare.js';

const COMPLAINTS = 8_000;
/** What a usual complaint leaves in the log until it is routed, in its golden samples. */
const TYPES = ['complaint.submitted', 'case.opened', 'complaint.routed', 'case.routed', 'notice.sent'] as const;
const EVENTS = COMPLAINTS * TYPES.length;
const PREFIX = 'rebuilt.';
const PARTITIONS = 12;
const SEND_AT_ONCE = 1_000;
/** As the rebuild writes. */
const ROWS_A_STATEMENT = 5_000;
const BAR = 0.6;

interface Logged {
  readonly event: EventDeclaration;
  readonly value: string;
  readonly sequence: number;
}

function lives(): Logged[] {
  const sequences = new Map<string, number>();
  return TYPES.map((type) => {
    const file = join(root, 'libs/events/samples', `${type}.json`);
    const { body } = JSON.parse(readFileSync(file, 'utf8')) as { body: unknown };
    const event = eventOf(type);
    if (!event) throw new Error(`${type} is not declared.`);
    const sequence = (sequences.get(event.stream) ?? 0) + 1;
    sequences.set(event.stream, sequence);
    return { event, value: JSON.stringify(body), sequence };
  });
}

/** A log of complaints, each as its owners would send it, in order per key. */
async function fill(brokers: string, life: readonly Logged[]): Promise<void> {
  await makeTopics(brokers, PREFIX, PARTITIONS);
  const producer = rawKafka(brokers).producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  for (let sent = 0; sent < COMPLAINTS; sent += SEND_AT_ONCE) {
    const some = keys(SEND_AT_ONCE);
    for (const { event, value, sequence } of life) {
      const messages = some.map((key) => ({ key, value, headers: headersOf(event, key, sequence, randomUUID()) }));
      await producer.send({ topic: PREFIX + event.stream, messages, acks: -1 });
    }
  }
  await producer.disconnect();
}

/** A database that says that all of it was counted before, so that the rebuild reads to the end. */
async function statisticsDatabase(ground: Ground, names: readonly StreamName[]): Promise<string> {
  const url = await ground.scratchUrl();
  await ground.run('statistics', ['migrate'], { DATABASE_URL: url, OWNER_DATABASE_URL: url });
  const admin = rawKafka(ground.addresses.brokers).admin();
  await admin.connect();
  const database = await Database.open({ url, name: 'bench' });
  for (const stream of names) {
    const ends = await admin.fetchTopicOffsets(PREFIX + stream);
    const rows = ends.map(({ partition, high }) => ({ stream, partition, next_offset: high }));
    await database.sql`
      INSERT INTO messaging.inbox_offsets
      SELECT * FROM json_to_recordset(${json(rows)}) AS o (stream text, partition int, next_offset bigint)`;
  }
  await Promise.all([admin.disconnect(), database.close()]);
  return url;
}

async function rebuild(ground: Ground, url: string): Promise<number> {
  const said = await ground.run('statistics', ['rebuild'], {
    DATABASE_URL: url,
    OWNER_DATABASE_URL: url,
    TOPIC_PREFIX: PREFIX,
  });
  const found = /(\d+) events counted again in ([\d.]+) s/.exec(said);
  if (!found) throw new Void(`a rebuild that says what it did, but: ${said.slice(0, 200)}`);
  // More when some were read twice, as Kafka allows; whether each was counted once, the rows tell.
  demand(Number(found[1]) >= EVENTS, `${EVENTS} events counted again, but ${found[1]}`);
  return perSecond(EVENTS, Number(found[2]) * 1_000);
}

/** Reads everything and does nothing; with the time to join a group, which the rebuild needs as well. */
async function consumeAll(brokers: string, names: readonly StreamName[]): Promise<Buffer[]> {
  const consumer = rawKafka(brokers).consumer({ groupId: `bench-${randomUUID()}`, maxWaitTimeInMs: 100 });
  const values: Buffer[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: names.map((name) => PREFIX + name), fromBeginning: true });
  await new Promise<void>((done, fail) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => fail(payload.error));
    consumer
      .run({
        autoCommit: false,
        partitionsConsumedConcurrently: 64,
        eachBatch: async ({ batch }) => {
          for (const { value } of batch.messages) if (value) values.push(value);
          if (values.length >= EVENTS) done();
          await Promise.resolve();
        },
      })
      .catch(fail);
  });
  consumer.disconnect().catch(() => undefined);
  return values;
}

async function upsertAll(rows: readonly object[], sql: Sql): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT)
    await sql`
      INSERT INTO copies SELECT * FROM json_populate_recordset(NULL::copies, ${json(rows.slice(at, at + ROWS_A_STATEMENT))}::json)
      ON CONFLICT (complaint_id) DO UPDATE SET state = EXCLUDED.state`;
}

/** Counting everything again from offset 0, against reading, parsing and writing the same, each alone. */
export const rebuilding: Bench = {
  id: 'P9',
  what: 'statistics rebuilt from offset 0',
  needs: [],
  async run(ground: Ground): Promise<Finding> {
    const { brokers } = ground.addresses;
    const life = lives();
    const names = [...new Set(life.map(({ event }) => event.stream))];
    await fill(brokers, life);
    const url = await statisticsDatabase(ground, names);
    await rebuild(ground, url);
    const database = await Database.open({ url, name: 'bench' });
    try {
      const rows = await database.sql`SELECT * FROM complaints`;
      const routed = rows.filter(({ state, notices_sent: sent }) => state === 'ROUTED' && sent === 1);
      demand(
        routed.length === COMPLAINTS,
        `${COMPLAINTS} complaints routed, each with one notice, but ${routed.length}`,
      );
      await database.sql`CREATE TABLE copies (LIKE complaints INCLUDING ALL)`;
      const found = await compare({
        subject: async () => rebuild(ground, url),
        baseline: async () => {
          await database.sql`TRUNCATE copies`;
          const began = performance.now();
          const values = await consumeAll(brokers, names);
          for (const value of values) JSON.parse(value.toString());
          await upsertAll(rows, database.sql);
          const ms = performance.now() - began;
          demand(values.length === EVENTS, `${EVENTS} events read, but ${values.length}`);
          return perSecond(EVENTS, ms);
        },
      });
      return {
        value: rate(found.subject, 'events'),
        baseline: `consume, parse and upsert one after the other ${rate(found.baseline, 'events')}`,
        ratio: found.ratio,
        bar: `≥ ${BAR}`,
        holds: atLeast(found.ratio, BAR),
        numbers: { eventsPerSecond: found.subject, rawEventsPerSecond: found.baseline },
      };
    } finally {
      await database.close();
    }
  },
};
