import { migration } from '@tuntas/postgres';

/**
 * - `cases`: one row a complaint, the only place that says its state and its holder. It has no index but its key, so
 *   that a move changes one row and no index (HOT).
 * - `deadlines`: one row an obligation. `next_look_at` and `close_look_at` are null once nothing is left to do, so the
 *   sweeps' indexes hold open clocks only.
 * - `queue_places`: in which lists a case stands. A case that is over has no row, so lists stay small as cases grow.
 * - `texts`: what officers wrote; facts carry its id, never its words.
 */
export const CreateCases = migration(
  'CreateCases1700000000101',
  `CREATE TABLE cases (
     complaint_id uuid PRIMARY KEY,
     reference text NOT NULL,
     kind text NOT NULL,
     class text NOT NULL,
     category text,
     area text,
     anonymous boolean NOT NULL,
     secret boolean NOT NULL,
     urgent boolean NOT NULL,
     possibly_supervisory boolean NOT NULL,
     received_on date NOT NULL,
     state text NOT NULL,
     since timestamptz NOT NULL,
     holder_body text NOT NULL CHECK (holder_body IN ('national-desk', 'inspectorate-desk', 'agency')),
     holder_agency text,
     holder_unit text,
     supporting jsonb NOT NULL,
     round int NOT NULL CHECK (round > 0),
     version int NOT NULL CHECK (version > 0),
     revision int NOT NULL CHECK (revision > 0),
     reopened_times int NOT NULL,
     answer_id uuid,
     answer_notice jsonb,
     suggestions jsonb NOT NULL,
     instances jsonb NOT NULL,
     CONSTRAINT cases_one_holder CHECK ((holder_body = 'agency') = (holder_agency IS NOT NULL)),
     CONSTRAINT cases_unit_in_agency CHECK (holder_unit IS NULL OR holder_agency IS NOT NULL)
   ) WITH (fillfactor = 70)`,
  `CREATE TABLE deadlines (
     complaint_id uuid NOT NULL,
     clock text NOT NULL,
     instance int NOT NULL CHECK (instance > 0),
     started_at timestamptz NOT NULL,
     due_at timestamptz NOT NULL,
     due_on date NOT NULL,
     working_days int NOT NULL,
     calendar_version int NOT NULL,
     limits_version int NOT NULL,
     ahead jsonb NOT NULL,
     reminded boolean NOT NULL,
     missed_at timestamptz,
     ended_at timestamptz,
     next_look_at timestamptz,
     close_look_at timestamptz,
     PRIMARY KEY (complaint_id, clock, instance),
     CONSTRAINT deadlines_none_early CHECK (missed_at >= due_at),
     CONSTRAINT deadlines_over_is_over CHECK (ended_at IS NULL OR (next_look_at IS NULL AND close_look_at IS NULL))
   ) WITH (fillfactor = 70)`,
  `CREATE UNIQUE INDEX deadlines_one_running ON deadlines (complaint_id, clock) WHERE ended_at IS NULL`,
  `CREATE INDEX deadlines_next_look ON deadlines (next_look_at) WHERE next_look_at IS NOT NULL`,
  `CREATE INDEX deadlines_close_look ON deadlines (close_look_at) WHERE close_look_at IS NOT NULL`,
  `CREATE TABLE queue_places (
     complaint_id uuid NOT NULL,
     queue text COLLATE "C" NOT NULL,
     scope text COLLATE "C" NOT NULL,
     due_at timestamptz NOT NULL,
     PRIMARY KEY (complaint_id, queue, scope)
   )`,
  `CREATE INDEX queue_places_list ON queue_places (scope, queue, due_at, complaint_id)`,
  `CREATE TABLE texts (
     text_id uuid PRIMARY KEY,
     complaint_id uuid NOT NULL,
     purpose text NOT NULL CHECK (purpose IN ('follow-up', 'answer')),
     audience text NOT NULL CHECK (audience IN ('public', 'complainant', 'handlers')),
     words text NOT NULL,
     by_role text NOT NULL,
     agency text,
     unit text,
     outcome text,
     planned_on date,
     written_at timestamptz NOT NULL
   )`,
  `CREATE INDEX texts_of_complaint ON texts (complaint_id, written_at)`,
);
