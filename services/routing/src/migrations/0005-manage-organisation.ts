import { migration } from '@tuntas/postgres';

/**
 * The organisation as officers change it.
 * - `managed`: somebody changed the row through the API; seeds of a later version leave it alone.
 * - `ended_at`, `successor`: since when it is no more, and who holds what it held. `begins_at` of a unit: from when on.
 * - `over`, `coordinator_filled` (an agency is active), `answered_by`, `active`, `liaison_filled`: what `standing` said when
 *   it was last looked at; that look raises the version, and so everybody hears of it.
 * - `standing`: how it is by the clock of now. An agency of which no coordinator's post has ever begun keeps what its seed
 *   said, and so does a unit without a liaison's: where posts are not kept here, nothing changes.
 * - `organisation_acts`: who changed what, and what a retry is known by and answered with.
 */
export const ManageOrganisation = migration(
  'ManageOrganisation1700000000105',
  `ALTER TABLE agencies
     ADD COLUMN ended_at timestamptz,
     ADD COLUMN successor text COLLATE "C" REFERENCES agencies,
     ADD COLUMN over boolean NOT NULL DEFAULT false,
     ADD COLUMN answered_by text COLLATE "C",
     ADD COLUMN managed boolean NOT NULL DEFAULT false`,
  `ALTER TABLE units
     ADD COLUMN begins_at timestamptz,
     ADD COLUMN ended_at timestamptz,
     ADD COLUMN successor text COLLATE "C" REFERENCES units,
     ADD COLUMN over boolean NOT NULL DEFAULT false,
     ADD COLUMN managed boolean NOT NULL DEFAULT false`,
  `ALTER TABLE categories
     ADD COLUMN ended_at timestamptz,
     ADD COLUMN managed boolean NOT NULL DEFAULT false`,
  `CREATE TABLE organisation_acts (
     id uuid PRIMARY KEY,
     what text NOT NULL,
     answer jsonb NOT NULL,
     by_role text NOT NULL,
     by_agency text,
     by_subject text NOT NULL,
     key_hash bytea NOT NULL,
     body_hash bytea NOT NULL,
     at timestamptz NOT NULL
   )`,
  `CREATE UNIQUE INDEX organisation_acts_once ON organisation_acts (key_hash)`,
  `CREATE VIEW acting AS
     SELECT p.agency, p.unit, p.role,
       (p.to_at IS NULL OR p.to_at > app_now()) AND NOT EXISTS (
         SELECT FROM absences AS a WHERE a.post = p.id AND a.deputy IS NULL
           AND a.from_at <= app_now() AND (a.to_at IS NULL OR a.to_at > app_now())
       ) AS filled
     FROM posts AS p WHERE p.from_at <= app_now() AND p.to_at IS DISTINCT FROM p.from_at`,
  `CREATE VIEW agency_standing AS
     WITH RECURSIVE now AS (
       SELECT code, parent, successor, COALESCE(ended_at <= app_now(), false) AS over,
         COALESCE(ended_at > app_now(), true) AND COALESCE((
           SELECT bool_or(filled) FROM acting WHERE acting.agency = code AND role = 'coordinator'
         ), coordinator_filled) AS active
       FROM agencies
     ), up AS (
       SELECT code AS meant, CASE WHEN over THEN successor ELSE parent END AS at, 1 AS level FROM now WHERE NOT active
       UNION ALL
       SELECT meant, CASE WHEN now.over THEN now.successor ELSE now.parent END, level + 1
       FROM up JOIN now ON now.code = up.at AND NOT now.active WHERE level < 10
     )
     SELECT now.code, now.over, now.active, (
       SELECT above.code FROM up JOIN now AS above ON above.code = up.at AND above.active WHERE up.meant = now.code LIMIT 1
     ) AS answered_by FROM now`,
  `CREATE VIEW unit_standing AS
     SELECT code, COALESCE(ended_at <= app_now(), false) AS over,
       COALESCE(ended_at > app_now(), true) AND COALESCE(begins_at <= app_now(), active) AS active,
       COALESCE((
         SELECT bool_or(filled) FROM acting
         WHERE acting.agency = units.agency AND role = 'liaison' AND (acting.unit = code OR acting.unit IS NULL)
       ), liaison_filled) AS liaison_filled
     FROM units`,
  `CREATE OR REPLACE VIEW organisation AS
     SELECT code, 'agency.described' AS type, version, json_strip_nulls(json_build_object(
       'version', version, 'code', code, 'name', name, 'kind', kind, 'parent', parent, 'area', area,
       'active', coordinator_filled, 'zone', zone, 'email', email, 'answeredBy', answered_by,
       'successor', CASE WHEN over THEN successor END)) AS data FROM agencies
     UNION ALL
     SELECT code, 'unit.described', version, json_strip_nulls(json_build_object(
       'version', version, 'code', code, 'agency', agency, 'name', name, 'active', active, 'hasLiaison', liaison_filled,
       'successor', CASE WHEN over THEN successor END)) FROM units
     UNION ALL
     SELECT code, 'category.described', version, json_strip_nulls(json_build_object(
       'version', version, 'code', code, 'name', name, 'parent', parent,
       'ended', CASE WHEN ended_at IS NOT NULL THEN true END)) FROM categories
     UNION ALL
     SELECT code, 'area.described', version, json_strip_nulls(json_build_object(
       'version', version, 'code', code, 'name', name, 'kind', kind, 'parent', parent, 'zone', zone)) FROM areas
     UNION ALL
     SELECT id::text, 'post.described', version, json_strip_nulls(json_build_object(
       'version', version, 'id', id, 'subject', subject, 'role', role, 'agency', agency, 'unit', unit,
       'from', as_instant(from_at), 'to', as_instant(to_at), 'absences', COALESCE((
         SELECT json_agg(json_build_object('from', as_instant(a.from_at), 'to', as_instant(a.to_at), 'deputy', deputy)
           ORDER BY a.from_at, a.id)
         FROM absences AS a WHERE a.post = posts.id
       ), '[]'))) FROM posts`,
);
