import { migration } from '@tuntas/postgres';
import { thirdLimits } from '../store/default-limits.js';

const purposes = [
  'follow-up',
  'answer',
  'missing-parts',
  'return-reason',
  'reassignment-reason',
  'archive-reason',
  'rework-reason',
  'evidence',
  'extension-reason',
  'withdrawal-refusal',
  'promise-kept',
  'title',
  'published-copy',
  'note',
  'seal-reason',
  'reopening-reason',
];

/**
 * What two-step approval, appeal, extension, promises, mergers, withdrawal and sealing need to know of a case; letters
 * between merged cases (a row each until it is read); words that a case which became secret withholds from this service;
 * the limits of the clocks that come with it.
 */
export const AddTheRestOfALife = migration(
  'AddTheRestOfALife1700000000108',
  `ALTER TABLE cases
     ADD COLUMN accused jsonb NOT NULL DEFAULT '[]',
     ADD COLUMN answered_by text,
     ADD COLUMN proposal jsonb,
     ADD COLUMN promised jsonb,
     ADD COLUMN extended_days int NOT NULL DEFAULT 0,
     ADD COLUMN appealed boolean NOT NULL DEFAULT false,
     ADD COLUMN merged jsonb,
     ADD COLUMN members jsonb NOT NULL DEFAULT '[]',
     ADD COLUMN complainant_left boolean NOT NULL DEFAULT false,
     ADD COLUMN accepted uuid,
     ADD COLUMN title_text_id uuid,
     ADD COLUMN complainant_said boolean NOT NULL DEFAULT false,
     ADD CONSTRAINT cases_merged_into_another CHECK ((state = 'MERGED') = (merged IS NOT NULL))`,
  // Who disputed or completed before this was kept may have said something.
  `UPDATE cases SET complainant_said = true WHERE instances ?| ARRAY['D5', 'D7']`,
  `CREATE TABLE case_letters (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     to_id uuid NOT NULL,
     from_id uuid NOT NULL,
     kind text NOT NULL CHECK (kind IN ('repeat', 'act', 'refusal')),
     body jsonb NOT NULL
   )`,
  `CREATE INDEX case_letters_to ON case_letters (to_id, id)`,
  `ALTER TABLE agencies ADD COLUMN successor text`,
  `ALTER TABLE units ADD COLUMN successor text`,
  `ALTER TABLE told ADD COLUMN withheld boolean NOT NULL DEFAULT false`,
  `ALTER TABLE texts
     DROP CONSTRAINT texts_purpose_check,
     ADD CONSTRAINT texts_purpose_check CHECK (purpose IN (${purposes.map((one) => `'${one}'`).join(', ')}))`,
  `INSERT INTO settings (key, version, kind, body) VALUES
     ('limits/national/${thirdLimits.validFrom}', ${thirdLimits.version}, 'limits', $seed$${JSON.stringify(thirdLimits)}$seed$)`,
);
