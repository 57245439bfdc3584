import { migration } from '@tuntas/postgres';

/**
 * What the complainant did about the own data, and what others did with it, for the own timeline. `restricted`: kept, and
 * used for nothing but handling the complaint.
 */
export const AddDataActs = migration(
  'AddDataActs1700000000108',
  `ALTER TABLE complaints ADD COLUMN restricted boolean NOT NULL DEFAULT false`,
  `CREATE TABLE data_acts (
     complaint_id uuid NOT NULL,
     id uuid NOT NULL,
     type text COLLATE "C" NOT NULL,
     data json NOT NULL,
     acted_at timestamptz NOT NULL,
     PRIMARY KEY (complaint_id, id)
   )`,
);
