import { migration, SERVICE_ROLE } from '@tuntas/postgres';

/**
 * How many keys were ever destroyed, and how many of these have left the table's file: its one row says whether the file has
 * to be written anew, and since when. MAINTAIN lets intake do that to this table, and change nothing about it.
 */
export const CountDestructions = migration(
  'CountDestructions1700000000602',
  `CREATE TABLE destructions (
     only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
     destroyed bigint NOT NULL,
     rewritten bigint NOT NULL,
     since timestamptz NOT NULL
   )`,
  // What was destroyed before this version may lie in the file as well.
  `INSERT INTO destructions (destroyed, rewritten, since) VALUES (1, 0, app_now())`,
  `GRANT MAINTAIN ON data_keys TO ${SERVICE_ROLE}`,
);
