import { migration } from '@tuntas/postgres';

/**
 * - `complaints.accused`: units and agencies that a desk marked (T6), whose officers see nothing of the complaint.
 * - `answers.asked`: by which of an officer's requests the answer was given – subject, hashes of key and body –, so that a
 *   retry whose answer was lost is known.
 */
export const AddAccusedAndRequests = migration(
  'AddAccusedAndRequests1700000000103',
  `ALTER TABLE complaints ADD COLUMN accused jsonb NOT NULL DEFAULT '[]'`,
  `ALTER TABLE answers ADD COLUMN asked jsonb`,
);
