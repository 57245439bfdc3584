import { migration } from '@tuntas/postgres';

/** Which categories there are, as routing describes them: settings and corrections may name no other. */
export const CreateCategories = migration(
  'CreateCategories1700000000114',
  `CREATE TABLE categories (code text COLLATE "C" PRIMARY KEY, version int NOT NULL)`,
);
