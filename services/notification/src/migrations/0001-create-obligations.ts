import { migration } from '@tuntas/postgres';

/**
 * - `complaints`: what letters need to know of a complaint; nothing of a person.
 * - `obligations`: one row a letter that is owed. `next_try_at` is also the lease of whoever sends it: a sender that dies
 *   leaves it due, and the letter goes out once more under the same Message-ID.
 * - `described`: names, addresses of offices, days off.
 */
export const CreateObligations = migration(
  'CreateObligations1700000000101',
  `CREATE TABLE complaints (
     complaint_id uuid PRIMARY KEY,
     known json NOT NULL
   ) WITH (fillfactor = 70)`,
  `CREATE TABLE obligations (
     id uuid PRIMARY KEY,
     complaint_id uuid NOT NULL,
     about_event_id uuid NOT NULL,
     about_type text COLLATE "C" NOT NULL,
     recipient text COLLATE "C" NOT NULL CHECK (recipient IN ('complainant', 'agency')),
     agency text COLLATE "C",
     answer_id uuid,
     news json NOT NULL,
     known json NOT NULL,
     state text COLLATE "C" NOT NULL CHECK (state IN ('due', 'sent', 'unreachable', 'not-sent')),
     because text COLLATE "C",
     attempts int NOT NULL,
     made_at timestamptz NOT NULL,
     next_try_at timestamptz NOT NULL,
     settled_at timestamptz,
     UNIQUE (about_event_id, recipient)
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX obligations_due ON obligations (next_try_at) WHERE state = 'due'`,
  `CREATE INDEX obligations_complaint ON obligations (complaint_id)`,
  `CREATE TABLE described (
     key text COLLATE "C" PRIMARY KEY,
     type text COLLATE "C" NOT NULL,
     code text COLLATE "C" NOT NULL,
     version int NOT NULL,
     data json NOT NULL
   )`,
);
