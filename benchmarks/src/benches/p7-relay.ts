import { setTimeout as sleep } from 'node:timers/promises';
import { ComplaintSubmitted } from '@tuntas/events';
import { messagingMigrations } from '@tuntas/messaging';
import { kafkaClient, kafkaLog, Relay } from '@tuntas/messaging/parts';
import type { Database, Sql } from '@tuntas/postgres';
import type { Producer } from 'kafkajs';
import { headersOf, submitted } from '../ground/facts.js';
import type { Ground } from '../ground/ground.js';
import { makeTopics, rawKafka, recordsIn } from '../ground/kafka.js';
import { keys } from '../ground/keys.js';
import { type Bench, demand, type Finding } from '../method/bench.js';
import { atLeast, compare, perSecond, rate } from '../method/compare.js';

/** 0.2 to 2 s. */
const EVENTS_A_SLICE = 10_000;
/** As the relay does it. */
const LANES = 2;
const BATCH = 500;
const PARTITIONS = 12;
/** 10,000 events take seconds on a busy machine; a minute means that the relay stands still. */
const CARRIED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 2;
const BAR = 0.7;

/** Facts in the journal that wait to be sent, a complaint each. */
async function fill(sql: Sql): Promise<void> {
  await sql`
    WITH written AS (
      INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data)
      SELECT now(), uuidv7(), 'tuntas.intake.v1', key, 1, 'complaint.submitted', ${JSON.stringify(submitted)}::json
      FROM unnest(${keys(EVENTS_A_SLICE)}::text[]) AS key
      RETURNING id, recorded_at, key
    )
    INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
    SELECT abs(hashtextextended(key, 0) % 16), id, recorded_at FROM written ORDER BY id`;
}

async function emptied(sql: Sql): Promise<void> {
  const deadline = performance.now() + CARRIED_WITHIN_MS;
  for (;;) {
    const [row] = await sql<{ waits: boolean }>`SELECT EXISTS (SELECT FROM messaging.outbox) AS waits`;
    if (row?.waits === false) return;
    demand(performance.now() < deadline, `the outbox empty after ${CARRIED_WITHIN_MS / 1000} s`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** What the relay must read and delete, in two statements, and nothing between them. */
async function claimAll(database: Database): Promise<number> {
  const settings = { plan_cache_mode: 'force_custom_plan', enable_seqscan: 'off' };
  const sessions = await Promise.all(
    Array.from({ length: LANES }, async () => database.session({ name: 'bench', idleMs: 0, settings })),
  );
  const claimed = await Promise.all(sessions.map(async ({ sql }, lane) => claimLane(sql, lane)));
  await Promise.all(sessions.map(async (session) => session.close()));
  return claimed.reduce((sum, one) => sum + one, 0);
}

async function claimLane(sql: Sql, lane: number): Promise<number> {
  const shards = Array.from({ length: 16 }, (_, shard) => shard).filter((shard) => shard % LANES === lane);
  for (let claimed = 0; ;) {
    const rows = await sql<{ outbox_id: number }>`
      SELECT o.id AS outbox_id, j.event_id, j.stream, j.key, j.sequence, j.type, j.recorded_at, j.data::text AS data, j.causation_id
      FROM messaging.outbox o JOIN messaging.journal j ON j.id = o.journal_id AND j.recorded_at = o.recorded_at
      WHERE o.shard = ANY (${shards}::smallint[]) ORDER BY o.id LIMIT ${BATCH}`;
    if (rows.length === 0) return claimed;
    await sql`DELETE FROM messaging.outbox WHERE id = ANY (${rows.map((row) => row.outbox_id)}::bigint[])`;
    claimed += rows.length;
  }
}

/** The same records, ready made, in batches as large as the relay's. */
async function produceAll(producers: readonly Producer[], topic: string): Promise<void> {
  const value = JSON.stringify(submitted);
  const messages = keys(EVENTS_A_SLICE).map((key) => ({
    key,
    value,
    headers: headersOf(ComplaintSubmitted, key, 1, key),
  }));
  await Promise.all(
    producers.map(async (producer, lane) => {
      const own = messages.filter((_, index) => index % LANES === lane);
      for (let at = 0; at < own.length; at += BATCH)
        await producer.send({ topic, messages: own.slice(at, at + BATCH), acks: -1 });
    }),
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Outbox to topic, against the same claims and the same sends each alone. */
export const relay: Bench = {
  id: 'P7',
  what: 'relay from outbox to topic',
  needs: [],
  async run(ground: Ground): Promise<Finding> {
    const { brokers } = ground.addresses;
    await Promise.all(['ours.', 'raw.'].map(async (prefix) => makeTopics(brokers, prefix, PARTITIONS)));
    const [ours, raw] = [await ground.scratch(messagingMigrations), await ground.scratch(messagingMigrations)];
    const kafka = kafkaClient({ brokers: brokers.split(','), clientId: 'bench', log: kafkaLog() });
    const carrying = new Relay({ database: ours.database, kafka, source: 'intake', topicPrefix: 'ours.', words: [] });
    const producers = Array.from({ length: LANES }, () =>
      rawKafka(brokers).producer({ idempotent: true, maxInFlightRequests: 1 }),
    );
    await Promise.all(producers.map(async (producer) => producer.connect()));
    await carrying.start();
    const alone = { claimMs: 0, produceMs: 0 };
    let slices = 0;
    try {
      const found = await compare({
        subject: async () => {
          slices += 1;
          await fill(ours.sql);
          carrying.wake();
          return perSecond(EVENTS_A_SLICE, await timed(async () => emptied(ours.sql)));
        },
        baseline: async () => {
          await fill(raw.sql);
          const claimMs = await timed(async () => {
            demand((await claimAll(raw.database)) === EVENTS_A_SLICE, 'all rows claimed');
          });
          const produceMs = await timed(async () => produceAll(producers, 'raw.tuntas.intake.v1'));
          alone.claimMs += claimMs;
          alone.produceMs += produceMs;
          return perSecond(EVENTS_A_SLICE, claimMs + produceMs);
        },
      });
      for (const prefix of ['ours.', 'raw.'])
        demand(
          (await recordsIn(brokers, `${prefix}tuntas.intake.v1`)) === slices * EVENTS_A_SLICE,
          `${slices * EVENTS_A_SLICE} records in ${prefix}tuntas.intake.v1`,
        );
      const claims = perSecond(EVENTS_A_SLICE * slices, alone.claimMs);
      const produces = perSecond(EVENTS_A_SLICE * slices, alone.produceMs);
      return {
        value: rate(found.subject, 'events'),
        baseline: `claim ${rate(claims, 'events')} and produce ${rate(produces, 'events')} each alone`,
        ratio: found.ratio,
        bar: `≥ ${BAR}`,
        holds: atLeast(found.ratio, BAR),
        numbers: { eventsPerSecond: found.subject, claimsPerSecond: claims, producesPerSecond: produces },
      };
    } finally {
      await carrying.stop();
      await kafka.close();
      await Promise.all(producers.map(async (producer) => producer.disconnect()));
    }
  },
};
