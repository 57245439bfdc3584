import { migration } from '@tuntas/postgres';

/**
 * Systems of agencies: a client of the provider, the agency in whose place it acts, what it may do there, and until when.
 * That it is who it says is the provider's to check; here stands no key and no secret. A system sees less than an officer
 * (`quickSight`).
 */
export const CreateSystems = migration(
  'CreateSystems1700000000113',
  `CREATE TABLE systems (
     client text COLLATE "C" PRIMARY KEY,
     version int NOT NULL,
     agency text COLLATE "C" NOT NULL REFERENCES agencies,
     scopes text[] NOT NULL,
     from_at timestamptz NOT NULL,
     to_at timestamptz,
     made_by text NOT NULL,
     CHECK (to_at >= from_at)
   )`,
);
