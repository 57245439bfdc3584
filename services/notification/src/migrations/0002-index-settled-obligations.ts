import { migration } from '@tuntas/postgres';

/** By this, obligations whose time of keeping is over are found. */
export const IndexSettledObligations = migration(
  'IndexSettledObligations1700000000102',
  `CREATE INDEX obligations_settled ON obligations (settled_at) WHERE state <> 'due'`,
);
