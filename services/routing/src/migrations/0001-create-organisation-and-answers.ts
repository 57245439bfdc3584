import { migration } from '@tuntas/postgres';

/**
 * What routing owns.
 *
 * - `agencies`, `units`, `categories`, `areas`: the organisation; `version` rises with every change of a row. The two
 *   posts that matter today are columns: a filled coordinator's post makes an agency active, a filled liaison's a unit.
 * - `publications`: which version of a row was last published, and when; a row is due when it changed or a day passed.
 * - `rules`: every version there ever was, so that a reason can be looked up; `in_force` marks those that decide.
 * - `complaints`: what routing must remember to answer "who?", and a projection of follow-up's facts. No words.
 * - `answers`: one for each round of a case; a row without an agency was left to a desk, which may still fill it. No
 *   foreign key: both rows are written by one transaction of one store, and the check would cost a look per answer.
 */
export const CreateOrganisationAndAnswers = migration(
  'CreateOrganisationAndAnswers1700000000101',
  `CREATE TABLE agencies (
     code text COLLATE "C" PRIMARY KEY,
     name text NOT NULL,
     kind text NOT NULL,
     parent text COLLATE "C" REFERENCES agencies DEFERRABLE INITIALLY DEFERRED,
     area text COLLATE "C",
     coordinator_filled boolean NOT NULL,
     zone text NOT NULL,
     email text,
     version int NOT NULL DEFAULT 1
   )`,
  `CREATE TABLE units (
     code text COLLATE "C" PRIMARY KEY,
     agency text COLLATE "C" NOT NULL REFERENCES agencies,
     name text NOT NULL,
     active boolean NOT NULL,
     liaison_filled boolean NOT NULL,
     version int NOT NULL DEFAULT 1
   )`,
  `CREATE TABLE categories (
     code text COLLATE "C" PRIMARY KEY,
     name text NOT NULL,
     parent text COLLATE "C" REFERENCES categories DEFERRABLE INITIALLY DEFERRED,
     version int NOT NULL DEFAULT 1
   )`,
  `CREATE TABLE areas (
     code text COLLATE "C" PRIMARY KEY,
     name text NOT NULL,
     kind text NOT NULL,
     parent text COLLATE "C" REFERENCES areas DEFERRABLE INITIALLY DEFERRED,
     zone text NOT NULL,
     alias text,
     everyday_words boolean NOT NULL,
     boundary jsonb,
     version int NOT NULL DEFAULT 1
   )`,
  `CREATE VIEW organisation AS
     SELECT code, 'agency.described' AS type, version, json_strip_nulls(json_build_object(
       'version', version, 'code', code, 'name', name, 'kind', kind, 'parent', parent, 'area', area,
       'active', coordinator_filled, 'zone', zone, 'email', email)) AS data FROM agencies
     UNION ALL
     SELECT code, 'unit.described', version, json_build_object(
       'version', version, 'code', code, 'agency', agency, 'name', name, 'active', active, 'hasLiaison', liaison_filled)
     FROM units
     UNION ALL
     SELECT code, 'category.described', version, json_strip_nulls(json_build_object(
       'version', version, 'code', code, 'name', name, 'parent', parent)) FROM categories
     UNION ALL
     SELECT code, 'area.described', version, json_strip_nulls(json_build_object(
       'version', version, 'code', code, 'name', name, 'kind', kind, 'parent', parent, 'zone', zone)) FROM areas`,
  `CREATE TABLE publications (
     code text COLLATE "C" PRIMARY KEY,
     version int NOT NULL,
     published_at timestamptz NOT NULL
   )`,
  `CREATE TABLE functions (
     function text COLLATE "C" PRIMARY KEY,
     agency text COLLATE "C" NOT NULL REFERENCES agencies
   )`,
  `CREATE TABLE rules (
     id text COLLATE "C" NOT NULL,
     version int NOT NULL,
     function text COLLATE "C" NOT NULL,
     category text COLLATE "C" REFERENCES categories,
     specificity int NOT NULL,
     words jsonb NOT NULL,
     in_force boolean NOT NULL,
     PRIMARY KEY (id, version)
   )`,
  `CREATE UNIQUE INDEX rules_in_force ON rules (id) WHERE in_force`,
  `CREATE TABLE complaints (
     complaint_id uuid PRIMARY KEY,
     secret boolean NOT NULL,
     supervisory boolean NOT NULL,
     class text NOT NULL,
     category text COLLATE "C",
     area text COLLATE "C",
     state text,
     holder jsonb,
     round int,
     opened_at timestamptz,
     unread boolean NOT NULL,
     CHECK ((state IS NULL) = (round IS NULL) AND (state IS NULL) = (holder IS NULL))
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX complaints_unread ON complaints (opened_at) WHERE unread`,
  `CREATE TABLE answers (
     complaint_id uuid NOT NULL,
     round int NOT NULL,
     agency text COLLATE "C",
     by text,
     supporting jsonb NOT NULL,
     class text NOT NULL,
     category text COLLATE "C",
     area text COLLATE "C",
     reasons jsonb NOT NULL CHECK (jsonb_array_length(reasons) > 0),
     suggestions jsonb NOT NULL,
     answered_at timestamptz NOT NULL,
     PRIMARY KEY (complaint_id, round),
     CHECK ((agency IS NULL) = (by IS NULL))
   )`,
);
