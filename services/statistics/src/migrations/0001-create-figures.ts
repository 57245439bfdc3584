import { migration } from '@tuntas/postgres';
import { firstTables } from './tables.js';

/**
 * - `complaints`: one small row a complaint, nothing that names anybody.
 * - `days`: rollups by day and agency, category or all; counters whose rows change with every chunk, so half of a page
 *   stays free and no index but the key slows them down.
 * - `described`: names of agencies and categories, the version of the calendar.
 */
export const CreateFigures = migration(
  'CreateFigures1700000000101',
  ...firstTables,
  `CREATE TABLE described (
     key text COLLATE "C" PRIMARY KEY,
     type text COLLATE "C" NOT NULL,
     code text COLLATE "C" NOT NULL,
     version int NOT NULL,
     name text
   )`,
);
