import { migration } from '@tuntas/postgres';

/**
 * - `sign_ins`: a browser was sent to the provider and is not back yet; a row is taken once, and gone after ten minutes.
 * - `sessions`: an officer who is signed in. Neither table holds anything that opens a session: what the browser keeps is
 *   here as a keyed hash only, so a dump of this database signs nobody in.
 */
export const CreateSessions = migration(
  'CreateSessions1700000000601',
  `CREATE TABLE sign_ins (
     state_hash bytea PRIMARY KEY,
     browser_hash bytea NOT NULL,
     nonce text NOT NULL,
     code_verifier text NOT NULL,
     return_path text NOT NULL,
     stepping_up bytea,
     ends_at timestamptz NOT NULL
   )`,
  `CREATE INDEX sign_ins_ends_at ON sign_ins (ends_at)`,
  `CREATE TABLE sessions (
     id_hash bytea PRIMARY KEY,
     subject text COLLATE "C" NOT NULL,
     name text,
     provider_session text COLLATE "C",
     acr text COLLATE "C" NOT NULL,
     id_token text NOT NULL,
     authenticated_at timestamptz NOT NULL,
     started_at timestamptz NOT NULL,
     last_used_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL
   )`,
  `CREATE INDEX sessions_subject ON sessions (subject)`,
  `CREATE INDEX sessions_provider_session ON sessions (provider_session)`,
  `CREATE INDEX sessions_ends_at ON sessions (ends_at)`,
);
