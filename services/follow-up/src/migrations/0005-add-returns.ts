import { migration } from '@tuntas/postgres';

/**
 * What an agency gave back (T8): how often, by whom it was held, whether the arbiter decides, and whether that choice
 * binds. Why it was given back or handed on inside the agency (T20) are texts for handlers.
 */
export const AddReturns = migration(
  'AddReturns1700000000105',
  `ALTER TABLE cases
     ADD COLUMN returns int NOT NULL DEFAULT 0,
     ADD COLUMN former_holders jsonb NOT NULL DEFAULT '[]',
     ADD COLUMN to_arbiter boolean NOT NULL DEFAULT false,
     ADD COLUMN choice_binds boolean NOT NULL DEFAULT false`,
  `ALTER TABLE texts
     DROP CONSTRAINT texts_purpose_check,
     ADD CONSTRAINT texts_purpose_check
       CHECK (purpose IN ('follow-up', 'answer', 'return-reason', 'reassignment-reason'))`,
);
