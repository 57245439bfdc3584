import { migration } from '@tuntas/postgres';

/**
 * T13 to T22 by the complainant. An answer that was accepted may be disputed later (T14), so an act is named by its kind,
 * too. `refused` says why an act changed nothing, once follow-up has said so.
 */
export const ExtendActs = migration(
  'ExtendActs1700000000104',
  `ALTER TABLE acts DROP CONSTRAINT acts_act_check`,
  `ALTER TABLE acts ADD CONSTRAINT acts_act_check CHECK (
     act IN ('accepted', 'disputed', 'completed', 'withdrawn', 'appealed', 'added', 'made-secret'))`,
  `ALTER TABLE acts DROP CONSTRAINT acts_pkey`,
  `ALTER TABLE acts ADD PRIMARY KEY (complaint_id, about_id, act)`,
  `ALTER TABLE acts ADD COLUMN refused text COLLATE "C"`,
  `ALTER TABLE texts DROP CONSTRAINT texts_purpose_check`,
  `ALTER TABLE texts ADD CONSTRAINT texts_purpose_check CHECK (
     purpose IN ('told', 'dispute-reason', 'completion', 'withdrawal-reason', 'appeal-reason', 'addition'))`,
);
