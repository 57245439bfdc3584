import { migration } from '@tuntas/postgres';

/** `to_arbiter`: the round that waits is the arbiter's, as follow-up's `case.returned` said; the choice of it binds. */
export const AddComplaintsToArbiter = migration(
  'AddComplaintsToArbiter1700000000102',
  `ALTER TABLE complaints ADD COLUMN to_arbiter boolean NOT NULL DEFAULT false`,
);
