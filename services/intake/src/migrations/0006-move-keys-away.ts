import { migration } from '@tuntas/postgres';

/**
 * Wrapped keys lie in a database of their own now. No version that kept them here was ever released, and what they sealed
 * shares one key for identity and words; so nothing is carried over, and nothing is thrown away unasked.
 */
export const MoveKeysAway = migration(
  'MoveKeysAway1700000000106',
  `DO $$ BEGIN
     IF EXISTS (SELECT FROM identity_keys) THEN
       RAISE EXCEPTION 'This database is of an unreleased version and keeps its keys itself. Start anew: npm start -- --fresh';
     END IF;
   END $$`,
  `DROP TABLE identity_keys`,
);
