import { migration } from '@tuntas/postgres';

/**
 * Who opened the identity of an anonymous complainant, with whom, why and when. The reason is an officer's, and for officers.
 * `conceals`: while this legal hold stands, the complainant is not told of it (an inquiry that must not be warned).
 */
export const CreateUnsealings = migration(
  'CreateUnsealings1700000000109',
  `CREATE TABLE unsealings (
     id uuid PRIMARY KEY,
     complaint_id uuid NOT NULL,
     reason text NOT NULL,
     asked_by json NOT NULL,
     asked_at timestamptz NOT NULL,
     agreed_by json,
     agreed_at timestamptz,
     read_at timestamptz
   )`,
  `CREATE INDEX unsealings_of_complaint ON unsealings (complaint_id, asked_at)`,
  `ALTER TABLE legal_holds ADD COLUMN conceals boolean NOT NULL DEFAULT false`,
);
