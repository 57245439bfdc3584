import { migration } from '@tuntas/postgres';

/**
 * - `posts`: who acts as what, from when until just before when. A post that is over stays; one that was taken back before
 *   it began ends when it would have begun. `version` rises with every change of the post or its absences.
 * - `absences`: the officer is away from the post; the deputy acts in it, or nobody.
 * - the view also says the posts, so that they are published as the rest of the organisation is.
 */
export const CreatePosts = migration(
  'CreatePosts1700000000104',
  `CREATE TABLE posts (
     id uuid PRIMARY KEY,
     subject text COLLATE "C" NOT NULL,
     role text NOT NULL,
     agency text COLLATE "C" REFERENCES agencies,
     unit text COLLATE "C" REFERENCES units,
     from_at timestamptz NOT NULL,
     to_at timestamptz,
     made_by text NOT NULL,
     version int NOT NULL DEFAULT 1,
     CHECK (to_at >= from_at)
   )`,
  `CREATE INDEX posts_of_subject ON posts (subject)`,
  `CREATE INDEX posts_of_agency ON posts (agency, role)`,
  `CREATE TABLE absences (
     id uuid PRIMARY KEY,
     post uuid NOT NULL REFERENCES posts,
     deputy text COLLATE "C",
     from_at timestamptz NOT NULL,
     to_at timestamptz,
     made_by text NOT NULL,
     CHECK (to_at >= from_at)
   )`,
  `CREATE INDEX absences_of_post ON absences (post)`,
  `CREATE INDEX absences_of_deputy ON absences (deputy)`,
  `CREATE FUNCTION as_instant(at timestamptz) RETURNS text LANGUAGE sql STABLE
     AS $$SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')$$`,
  `CREATE OR REPLACE VIEW organisation AS
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
