import { migration } from '@tuntas/postgres';

/**
 * What was told, by whom, and what was promised.
 *
 * - `complaints`: one row a complaint; no words, no identity. The four ways to find it are unique: id, reference, receipt
 *   (as keyed digest), idempotency key (as hash).
 * - `identities`: who told it, sealed with a key of its own; for a secret complaint also when.
 * - `identity_keys`: those keys, wrapped; deleting one erases the identity. Nothing refers to it, since it moves into a
 *   database of its own, with short-lived backups.
 * - `texts`: words, with whom they are for; `sealed` instead of `words` when the complaint is secret. `erased_at` keeps the
 *   mark when the words are gone.
 * - `acts`: what the complainant said to an answer; once per answer.
 * - `readings`: which service read what is not public, and when.
 */
export const CreateComplaints = migration(
  'CreateComplaints1700000000101',
  `CREATE TABLE complaints (
     id uuid PRIMARY KEY,
     reference text COLLATE "C" NOT NULL UNIQUE,
     idempotency_hash bytea NOT NULL UNIQUE,
     receipt_hash bytea NOT NULL UNIQUE,
     body_hash bytea NOT NULL,
     pepper_version smallint NOT NULL,
     kind text COLLATE "C" NOT NULL,
     category text COLLATE "C",
     agency_named text COLLATE "C",
     area text COLLATE "C",
     channel text COLLATE "C" NOT NULL,
     language text COLLATE "C" NOT NULL,
     anonymous boolean NOT NULL,
     secret boolean NOT NULL,
     urgent boolean NOT NULL,
     possibly_supervisory boolean NOT NULL,
     word_list_version text COLLATE "C" NOT NULL,
     reachable boolean NOT NULL,
     submitted_at timestamptz NOT NULL,
     received_on date NOT NULL
   )`,
  `CREATE INDEX complaints_secret ON complaints (received_on) WHERE secret`,
  `CREATE TABLE identities (complaint_id uuid PRIMARY KEY, sealed bytea NOT NULL)`,
  `CREATE TABLE identity_keys (complaint_id uuid PRIMARY KEY, version smallint NOT NULL, wrapped bytea NOT NULL)`,
  `CREATE TABLE texts (
     complaint_id uuid NOT NULL,
     id uuid NOT NULL,
     purpose text COLLATE "C" NOT NULL CHECK (purpose IN ('told', 'dispute-reason')),
     audience text COLLATE "C" NOT NULL CHECK (audience IN ('public', 'complainant', 'handlers')),
     title text,
     words text,
     place json,
     sealed bytea,
     erased_at timestamptz,
     PRIMARY KEY (complaint_id, id)
   )`,
  `CREATE TABLE acts (
     complaint_id uuid NOT NULL,
     answer_id uuid NOT NULL,
     act text COLLATE "C" NOT NULL CHECK (act IN ('accepted', 'disputed')),
     rating smallint CHECK (rating BETWEEN 1 AND 5),
     reason_text_id uuid,
     acted_at timestamptz NOT NULL,
     PRIMARY KEY (complaint_id, answer_id)
   )`,
  `CREATE TABLE readings (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     complaint_id uuid NOT NULL,
     reader text COLLATE "C" NOT NULL,
     what text COLLATE "C" NOT NULL,
     read_at timestamptz NOT NULL
   )`,
);
