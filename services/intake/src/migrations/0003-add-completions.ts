import { migration } from '@tuntas/postgres';

/** T4: what a complaint waits for, and that its complainant gave it. An act may now be about a pause instead of an answer. */
export const AddCompletions = migration(
  'AddCompletions1700000000103',
  `ALTER TABLE case_files ADD COLUMN pause json`,
  `ALTER TABLE acts RENAME COLUMN answer_id TO about_id`,
  `ALTER TABLE acts DROP CONSTRAINT acts_act_check`,
  `ALTER TABLE acts ADD CONSTRAINT acts_act_check CHECK (act IN ('accepted', 'disputed', 'completed'))`,
  `ALTER TABLE texts DROP CONSTRAINT texts_purpose_check`,
  `ALTER TABLE texts ADD CONSTRAINT texts_purpose_check CHECK (purpose IN ('told', 'dispute-reason', 'completion'))`,
);
