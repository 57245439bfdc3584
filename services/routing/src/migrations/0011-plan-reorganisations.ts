import { migration } from '@tuntas/postgres';

/**
 * Reorganisations are rows with dates, and the clock that follows `unit_standing` brings them about.
 * - `units.split`: which unit takes over what, of one that was split; `next_name`, `next_name_at`: what it is called then.
 * - `former_names`: what an agency or unit was called until when, so that history reads as it was.
 * - `complaints_of_unit`: what a unit holds, for dry runs. A case enters and leaves it with its unit, no other move does.
 */
export const PlanReorganisations = migration(
  'PlanReorganisations1700000000111',
  `ALTER TABLE units
     ADD COLUMN split jsonb,
     ADD COLUMN next_name text,
     ADD COLUMN next_name_at timestamptz`,
  `CREATE TABLE former_names (
     code text COLLATE "C" NOT NULL,
     name text NOT NULL,
     until_at timestamptz NOT NULL,
     PRIMARY KEY (code, until_at)
   )`,
  `CREATE INDEX complaints_of_unit ON complaints ((holder ->> 'unit')) WHERE holder ->> 'unit' IS NOT NULL`,
  `CREATE OR REPLACE VIEW unit_standing AS
     SELECT code, COALESCE(ended_at <= app_now(), false) AS over,
       COALESCE(ended_at > app_now(), true) AND COALESCE(begins_at <= app_now(), active) AS active,
       COALESCE((
         SELECT bool_or(filled) FROM acting
         WHERE acting.agency = units.agency AND role = 'liaison' AND (acting.unit = code OR acting.unit IS NULL)
       ), liaison_filled) AS liaison_filled,
       CASE WHEN next_name_at <= app_now() THEN next_name ELSE name END AS name
     FROM units`,
  `CREATE FUNCTION former_names_of(named text) RETURNS json LANGUAGE sql STABLE AS $$
     SELECT json_agg(json_build_object('name', name, 'until', as_instant(until_at)) ORDER BY until_at)
     FROM former_names WHERE code = named
   $$`,
  `CREATE OR REPLACE VIEW organisation AS
     SELECT code, 'agency.described' AS type, version, json_strip_nulls(json_build_object(
       'version', version, 'code', code, 'name', name, 'kind', kind, 'parent', parent, 'area', area,
       'active', coordinator_filled, 'zone', zone, 'email', email, 'answeredBy', answered_by,
       'successor', CASE WHEN over THEN successor END, 'formerNames', former_names_of(code))) AS data FROM agencies
     UNION ALL
     SELECT code, 'unit.described', version, json_strip_nulls(json_build_object(
       'version', version, 'code', code, 'agency', agency, 'name', name, 'active', active, 'hasLiaison', liaison_filled,
       'successor', CASE WHEN over THEN successor END, 'split', CASE WHEN over THEN split END,
       'formerNames', former_names_of(code))) FROM units
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
