import { migration } from '@tuntas/postgres';

/** What others own and decisions or pages here need: the organisation, and what was told (never of secret ones). */
export const CreateProjections = migration(
  'CreateProjections1700000000103',
  `CREATE TABLE agencies (
     code text COLLATE "C" PRIMARY KEY,
     version int NOT NULL,
     name text NOT NULL,
     active boolean NOT NULL,
     zone text NOT NULL
   )`,
  `CREATE TABLE units (
     code text COLLATE "C" PRIMARY KEY,
     version int NOT NULL,
     agency text NOT NULL,
     name text NOT NULL,
     active boolean NOT NULL,
     has_liaison boolean NOT NULL
   )`,
  `CREATE TABLE areas (
     code text COLLATE "C" PRIMARY KEY,
     version int NOT NULL,
     kind text NOT NULL,
     zone text NOT NULL
   )`,
  `CREATE TABLE told (
     complaint_id uuid PRIMARY KEY,
     title text,
     words text,
     place jsonb,
     gone boolean NOT NULL
   )`,
);
