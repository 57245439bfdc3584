import { migration } from '@tuntas/postgres';

/** How far ahead months get a partition of their own; beyond it rows land in the default partition, never nowhere. */
const MONTHS_AHEAD = 36;

/**
 * What delivery needs in every service's database.
 *
 * - `journal`: what this service decided, append-only, for ever. `json`, not `jsonb`: it is read back as the bytes
 *   that were written, and never searched inside.
 * - `outbox`: pointers to what is not on Kafka yet. Small: a row is deleted when the broker has its message.
 * - `progress`: per key, the last sequence applied and the last given of each stream; finds duplicates and gaps and
 *   needs no cleaning. One row a key, because a chunk writes it for every key.
 * - `parked`: messages that wait for something or somebody. One complaint waits, all others flow.
 * - `skipped`: messages of types that this version does not know.
 */
export const CreateJournalOutboxInbox = migration(
  'CreateJournalOutboxInbox1700000000010',
  `CREATE SCHEMA messaging`,
  `CREATE TABLE messaging.journal (
     id bigint GENERATED ALWAYS AS IDENTITY,
     recorded_at timestamptz NOT NULL,
     event_id uuid NOT NULL,
     stream text COLLATE "C" NOT NULL,
     key text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     type text COLLATE "C" NOT NULL,
     data json NOT NULL,
     causation_id uuid,
     PRIMARY KEY (id, recorded_at)
   ) PARTITION BY RANGE (recorded_at)`,
  `CREATE TABLE messaging.journal_other_months PARTITION OF messaging.journal DEFAULT`,
  `DO $$
   DECLARE month date := date_trunc('month', now())::date;
   BEGIN
     FOR i IN 0..${MONTHS_AHEAD} LOOP
       EXECUTE format('CREATE TABLE messaging.journal_%s PARTITION OF messaging.journal FOR VALUES FROM (%L) TO (%L)',
         to_char(month, 'YYYY_MM'), month::timestamptz, (month + interval '1 month')::timestamptz);
       month := month + interval '1 month';
     END LOOP;
   END $$`,
  `CREATE INDEX journal_key ON messaging.journal (key)`,
  `CREATE TABLE messaging.outbox (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     shard smallint NOT NULL,
     journal_id bigint NOT NULL,
     recorded_at timestamptz NOT NULL
   ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0)`,
  `CREATE TABLE messaging.progress (
     key text COLLATE "C" PRIMARY KEY,
     received jsonb NOT NULL,
     sent jsonb NOT NULL
   ) WITH (fillfactor = 70)`,
  `CREATE TABLE messaging.inbox_offsets (
     stream text COLLATE "C" NOT NULL,
     partition int NOT NULL,
     next_offset bigint NOT NULL,
     PRIMARY KEY (stream, partition)
   )`,
  `CREATE TABLE messaging.parked (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     stream text COLLATE "C" NOT NULL,
     key text COLLATE "C" NOT NULL,
     sequence bigint,
     partition int NOT NULL,
     at_offset bigint NOT NULL,
     why text COLLATE "C" NOT NULL CHECK (why IN ('waits', 'faulty', 'gap', 'behind', 'redriven')),
     reason text NOT NULL,
     headers json NOT NULL,
     body bytea,
     parked_at timestamptz NOT NULL,
     UNIQUE (key, stream, sequence)
   )`,
  `CREATE INDEX parked_redriven ON messaging.parked (key) WHERE why = 'redriven'`,
  `CREATE TABLE messaging.skipped (
     stream text COLLATE "C" NOT NULL,
     key text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     type text COLLATE "C" NOT NULL,
     skipped_at timestamptz NOT NULL,
     PRIMARY KEY (key, stream, sequence)
   )`,
  `CREATE TABLE messaging.set_aside (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     stream text COLLATE "C" NOT NULL,
     key text COLLATE "C" NOT NULL,
     sequence bigint,
     reason text NOT NULL,
     headers json NOT NULL,
     body bytea,
     set_aside_by text NOT NULL,
     set_aside_at timestamptz NOT NULL
   )`,
);
