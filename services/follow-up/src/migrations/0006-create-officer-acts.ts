import { migration } from '@tuntas/postgres';

/**
 * - `officer_acts`: one row an officer's write, by the hash of its idempotency key, written with the move. A retry is
 *   answered from it, and it says whose an answer was. `by_subject` is the token's, never a name, and is never published.
 * - `cases.last_move`: who made the case what it is now, for whoever comes too late; absent in cases of before.
 */
export const CreateOfficerActs = migration(
  'CreateOfficerActs1700000000106',
  `CREATE TABLE officer_acts (
     complaint_id uuid NOT NULL,
     key_hash bytea NOT NULL,
     body_hash bytea NOT NULL,
     move text NOT NULL,
     by_role text NOT NULL,
     by_subject text NOT NULL,
     agency text,
     unit text,
     state text NOT NULL,
     holder_body text NOT NULL,
     holder_agency text,
     holder_unit text,
     version int NOT NULL,
     text_id uuid,
     at timestamptz NOT NULL,
     PRIMARY KEY (complaint_id, key_hash)
   )`,
  `ALTER TABLE cases ADD COLUMN last_move jsonb`,
);
