import { randomUUID } from 'node:crypto';
import { CaseOpened, ComplaintSubmitted, type DataOf, fact } from '@tuntas/events';
import { messagingMigrations, decided, type Decided, Reaction, type Store } from '@tuntas/messaging';
import { type Arrived, Handling, Reactions } from '@tuntas/messaging/parts';
import { json, migration, type Sql } from '@tuntas/postgres';
import { headersOf, opened, submitted } from '../ground/facts.js';
import type { Ground } from '../ground/ground.js';
import { keys } from '../ground/keys.js';
import { type Bench, demand, type Finding } from '../method/bench.js';
import { atLeast, compare, perSecond, rate } from '../method/compare.js';

const CHUNK = 500;
/** 15,000 messages: 0.5 to 1.5 s. Of slices a third as long, three runs gave intervals from 0.38 to 0.87 around one median. */
const CHUNKS_A_SLICE = 30;
const BAR = 0.4;

/** A row a complaint, as a service's projection has: what it is about, and how far it is. */
const CreateStates = migration(
  'CreateStates1700000000900',
  `CREATE TABLE states (
     complaint_id uuid PRIMARY KEY, state text NOT NULL, round int NOT NULL, category text, area text
   ) WITH (fillfactor = 70)`,
);
const migrations = [...messagingMigrations, CreateStates];

interface State {
  readonly state: string;
  readonly round: number;
  readonly category: string | undefined;
  readonly area: string | undefined;
}

class StateStore implements Store<State> {
  async load(wanted: readonly string[], sql: Sql): Promise<ReadonlyMap<string, State>> {
    const rows = await sql<State & { complaint_id: string }>`
      SELECT * FROM states WHERE complaint_id = ANY (${wanted}::uuid[]) FOR UPDATE`;
    return new Map(rows.map(({ complaint_id, ...state }) => [complaint_id, state]));
  }

  async save(changed: ReadonlyMap<string, State>, sql: Sql): Promise<void> {
    const rows = [...changed].map(([complaint_id, state]) => ({ complaint_id, ...state }));
    await sql`
      INSERT INTO states SELECT * FROM json_to_recordset(${json(rows)})
        AS s (complaint_id uuid, state text, round int, category text, area text)
      ON CONFLICT (complaint_id) DO UPDATE SET
        state = EXCLUDED.state, round = EXCLUDED.round, category = EXCLUDED.category, area = EXCLUDED.area`;
  }
}

@Reaction(ComplaintSubmitted, StateStore)
class OnSubmitted {
  decide(_: State | undefined, { data }: { data: DataOf<typeof ComplaintSubmitted> }): Decided<State> {
    const { category, area } = data;
    return decided({ state: 'SUBMITTED', round: 1, category, area }, fact(CaseOpened, opened));
  }
}

/** Same tables, same indexes, same rows, one statement a chunk: no locks, no reads, no decoding, nothing to decide. */
async function insertRaw(chunk: RawChunk, sql: Sql): Promise<void> {
  await sql`
    WITH given AS MATERIALIZED (
      SELECT * FROM unnest(${chunk.keys}::uuid[], ${chunk.bodies}::text[], ${chunk.causes}::uuid[], ${chunk.received}::text[])
        AS g (key, body, cause, received)
    ), written AS (
      INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data, causation_id)
      SELECT now(), uuidv7(), 'tuntas.follow-up.v1', key, 1, 'case.opened', body::json, cause FROM given
      RETURNING id, recorded_at, key
    ), pending AS (
      INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
      SELECT abs(hashtextextended(key, 0) % 16), id, recorded_at FROM written
    ), reached AS (
      INSERT INTO messaging.progress (key, received, sent)
      SELECT key, received::jsonb, '{"tuntas.follow-up.v1":1}' FROM given
    ), offsets AS (
      INSERT INTO messaging.inbox_offsets VALUES ('tuntas.intake.v1', 0, 1)
      ON CONFLICT (stream, partition) DO UPDATE SET next_offset = inbox_offsets.next_offset + 1
    )
    INSERT INTO states SELECT key, 'SUBMITTED', 1, 'infrastruktur/jalan-rusak', '64.08.04' FROM given`;
}

interface RawChunk {
  readonly keys: readonly string[];
  readonly bodies: readonly string[];
  readonly causes: readonly string[];
  readonly received: readonly string[];
}

function rawChunk(): RawChunk {
  const causes = keys(CHUNK);
  return {
    keys: keys(CHUNK),
    bodies: causes.map(() => JSON.stringify(opened)),
    causes,
    received: causes.map((id) => JSON.stringify({ 'tuntas.intake.v1': [1, id] })),
  };
}

let offset = 0n;

/** Messages as the transport hands them over: each the first of a new complaint. */
function messages(): Arrived[] {
  const value = Buffer.from(JSON.stringify(submitted));
  return keys(CHUNK).map((key) => ({
    stream: ComplaintSubmitted.stream,
    key,
    sequence: 1,
    record: {
      partition: 0,
      offset: (offset += 1n),
      headers: headersOf(ComplaintSubmitted, key, 1, randomUUID()),
      value,
    },
  }));
}

/** Rows in each of the four tables, and none parked. */
async function demandRows(sql: Sql, count: number): Promise<void> {
  const [found] = await sql<{ rows: string; parked: number }>`
    SELECT concat_ws(' ', (SELECT count(*) FROM states), (SELECT count(*) FROM messaging.journal),
      (SELECT count(*) FROM messaging.outbox), (SELECT count(*) FROM messaging.progress)) AS rows,
      (SELECT count(*) FROM messaging.parked) AS parked`;
  demand(found?.rows === Array(4).fill(count).join(' '), `${count} rows in each table, but ${found?.rows}`);
  demand(found?.parked === 0, `nothing parked, but ${found?.parked}`);
}

async function timed<Chunk>(chunks: readonly Chunk[], take: (chunk: Chunk) => Promise<void>): Promise<number> {
  const began = performance.now();
  for (const chunk of chunks) await take(chunk);
  return perSecond(chunks.length * CHUNK, performance.now() - began);
}

/** A consumer's transaction – inbox, state, journal, outbox – against a bare insert of the same rows. */
export const consumer: Bench = {
  id: 'P8',
  what: 'consumer with inbox, state, journal, outbox',
  needs: [],
  async run(ground: Ground): Promise<Finding> {
    const [ours, raw] = [await ground.scratch(migrations), await ground.scratch(migrations)];
    const parts = new Map<unknown, unknown>([
      [OnSubmitted, new OnSubmitted()],
      [StateStore, new StateStore()],
    ]);
    const reactions = new Reactions([OnSubmitted], (type) => parts.get(type) as never);
    const handling = new Handling(ours.database, reactions, () => undefined);
    const many = <Chunk>(make: () => Chunk): Chunk[] => Array.from({ length: CHUNKS_A_SLICE }, make);
    let slices = 0;
    const found = await compare({
      subject: async () => {
        slices += 1;
        return timed(many(messages), async (chunk) => handling.take(chunk));
      },
      baseline: async () => timed(many(rawChunk), async (chunk) => insertRaw(chunk, raw.sql)),
    });
    for (const { sql } of [ours, raw]) await demandRows(sql, slices * CHUNKS_A_SLICE * CHUNK);
    return {
      value: rate(found.subject, 'events'),
      baseline: `one insert of the same rows ${rate(found.baseline, 'events')}`,
      ratio: found.ratio,
      bar: `≥ ${BAR}`,
      holds: atLeast(found.ratio, BAR),
      numbers: { eventsPerSecond: found.subject, rawEventsPerSecond: found.baseline },
    };
  },
};
