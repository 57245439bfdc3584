import { migration } from '@tuntas/postgres';

/** Who answers for an agency while it is not active, as routing said last. */
export const AddAgenciesAnsweredBy = migration(
  'AddAgenciesAnsweredBy1700000000115',
  `ALTER TABLE agencies ADD COLUMN answered_by text`,
);
