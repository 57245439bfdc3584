import { migration } from '@tuntas/postgres';

/**
 * The keys of complaints, wrapped, in a database of their own: its backups live no longer than the promise of erasure
 * (docs/operations/keys.md). Deleting a row erases what the key had sealed.
 *
 * `made_on` is a date, since a time of day would tell when a secret complaint came. The fill factor leaves a place on the
 * page for the row that a rotation writes.
 */
export const CreateDataKeys = migration(
  'CreateDataKeys1700000000601',
  `CREATE TABLE data_keys (
     complaint_id uuid NOT NULL,
     use text COLLATE "C" NOT NULL CHECK (use IN ('identity', 'words')),
     version smallint NOT NULL,
     wrapped bytea NOT NULL,
     made_on date NOT NULL,
     PRIMARY KEY (complaint_id, use)
   ) WITH (fillfactor = 90)`,
  `CREATE INDEX data_keys_made_on ON data_keys (made_on)`,
  `CREATE INDEX data_keys_version ON data_keys (version)`,
);
