import { migration } from '@tuntas/postgres';

/** By this, messages that were set aside long ago are found. */
export const IndexSetAside = migration(
  'IndexSetAside1700000000016',
  `CREATE INDEX set_aside_at ON messaging.set_aside (set_aside_at)`,
);
