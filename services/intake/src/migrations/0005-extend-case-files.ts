import { migration } from '@tuntas/postgres';

/**
 * What the door knows of the rest of a case's life: what an officer corrected, published or marked, into which case it was
 * merged and what comes back when that is undone, and how far an appeal or a withdrawal is. Absent in what is older.
 */
export const ExtendCaseFiles = migration(
  'ExtendCaseFiles1700000000105',
  `ALTER TABLE case_files
     ADD COLUMN class text COLLATE "C",
     ADD COLUMN urgent boolean,
     ADD COLUMN title_text_id uuid,
     ADD COLUMN published_text_id uuid,
     ADD COLUMN merged json,
     ADD COLUMN appealed boolean,
     ADD COLUMN withdrawal_asked boolean,
     ADD COLUMN left_at timestamptz`,
);
