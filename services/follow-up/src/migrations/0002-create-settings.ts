import { migration } from '@tuntas/postgres';

/** Calendars and limits: every version is kept, the newest of a key is in force (limits from their date on). */
export const CreateSettings = migration(
  'CreateSettings1700000000102',
  `CREATE TABLE settings (
     key text COLLATE "C" NOT NULL,
     version int NOT NULL CHECK (version > 0),
     kind text NOT NULL CHECK (kind IN ('calendar', 'limits')),
     body jsonb NOT NULL,
     published_at timestamptz,
     PRIMARY KEY (key, version)
   )`,
);
