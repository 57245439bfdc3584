import { migration } from '@tuntas/postgres';

/**
 * Projections: what the complainant's door knows from others. All of it can be rebuilt from the topics, texts apart.
 *
 * - `case_files`: follow-up's case as of its last fact, with the clocks that run.
 * - `timeline`: what happened, a row an event.
 * - `replies`: what an agency wrote to the complainant.
 * - `notices`: who was told about what, or could not be.
 * - `organisation`, `settings`: the newest row of each id.
 */
export const CreateCaseFiles = migration(
  'CreateCaseFiles1700000000102',
  `CREATE TABLE case_files (
     complaint_id uuid PRIMARY KEY,
     state text COLLATE "C" NOT NULL,
     holder json NOT NULL,
     round int NOT NULL,
     version int NOT NULL,
     secret boolean NOT NULL,
     category text COLLATE "C",
     area text COLLATE "C",
     answer json,
     clocks json NOT NULL,
     dates json NOT NULL
   ) WITH (fillfactor = 70)`,
  `CREATE TABLE timeline (
     complaint_id uuid NOT NULL,
     event_id uuid NOT NULL,
     at timestamptz NOT NULL,
     place int NOT NULL,
     type text COLLATE "C" NOT NULL,
     data json NOT NULL,
     PRIMARY KEY (complaint_id, event_id)
   )`,
  `CREATE TABLE replies (
     complaint_id uuid NOT NULL,
     text_id uuid NOT NULL,
     at timestamptz NOT NULL,
     purpose text COLLATE "C" NOT NULL,
     agency text COLLATE "C",
     words text,
     gone boolean NOT NULL,
     PRIMARY KEY (complaint_id, text_id)
   )`,
  `CREATE TABLE notices (
     complaint_id uuid NOT NULL,
     obligation_id uuid NOT NULL,
     at timestamptz NOT NULL,
     about_type text COLLATE "C" NOT NULL,
     outcome text COLLATE "C" NOT NULL,
     PRIMARY KEY (complaint_id, obligation_id)
   )`,
  `CREATE TABLE organisation (
     key text COLLATE "C" PRIMARY KEY,
     type text COLLATE "C" NOT NULL,
     code text COLLATE "C" NOT NULL,
     version int NOT NULL,
     data json NOT NULL
   )`,
  `CREATE TABLE settings (
     key text COLLATE "C" PRIMARY KEY,
     type text COLLATE "C" NOT NULL,
     code text COLLATE "C" NOT NULL,
     version int NOT NULL,
     data json NOT NULL
   )`,
);
