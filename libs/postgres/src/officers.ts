import pg from 'pg';
import { OFFICERS_ROLE, SERVICE_ROLE } from './roles.js';
import { json, type Sql } from './sql.js';

/** Local to the transaction; without it every look of an officer at a table of complaints fails. */
const POSTS_SETTING = 'tuntas.posts';
/** What the posts open, as the database works it out of them (`officer_words`). */
export const WORDS_SETTING = 'tuntas.words';

/**
 * Runs the work inside the caller's transaction as an officer with these posts: row-level security shows it what they may
 * see, whatever the work asks for. Afterwards the transaction is the service's again; when the work fails, it is over.
 */
export async function asOfficer<Result>(
  sql: Sql,
  posts: readonly object[],
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  await sql`
    SELECT set_config(${POSTS_SETTING}, posts, true), set_config(${WORDS_SETTING}, officer_words(posts::jsonb)::text, true),
      set_config('role', ${OFFICERS_ROLE}, true)
    FROM (SELECT ${json(posts)}::text AS posts) AS given`;
  const result = await work(sql);
  await sql`
    SELECT set_config('role', 'none', true), set_config(${POSTS_SETTING}, '', true), set_config(${WORDS_SETTING}, '', true)`;
  return result;
}

/**
 * The same for a whole transaction, as text that its beginning takes along, of posts as JSON and the words that the database made of them.
 * As settings with their values in them these cost a third of what a SELECT of functions does, which is planned anew each time.
 */
export const onlyAsOfficer = (posts: string, words: string): string =>
  `SET LOCAL ${POSTS_SETTING} = ${pg.escapeLiteral(posts)}; SET LOCAL ${WORDS_SETTING} = ${pg.escapeLiteral(words)};
   SET LOCAL ROLE ${OFFICERS_ROLE}`;

/**
 * Which complaint an officer sees, in SQL: what `sees` of @tuntas/permissions says, said a second time on purpose, so that
 * a mistake in one is not a leak. Statements for a migration, before its policies.
 *
 * - `officers_posts()` gives the posts of `asOfficer`, and fails where none were set.
 * - `officer_sees(posts, …)` says yes only for a post that it knows.
 */
export const officersSight: readonly string[] = [
  `CREATE FUNCTION officers_posts() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
     RETURN current_setting('${POSTS_SETTING}')::jsonb`,
  `CREATE FUNCTION officer_sees(posts jsonb, state text, holder_body text, holder_agency text, holder_unit text,
     secret boolean, supervisory boolean, accused jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
   BEGIN ATOMIC
     SELECT bool_or(CASE
       WHEN p.role = 'inspectorate' THEN supervisory OR secret OR coalesce(holder_body = 'inspectorate-desk', false)
       WHEN p.role = 'national-desk' THEN coalesce(holder_body = 'national-desk', false)
         OR NOT (supervisory OR coalesce(holder_body = 'inspectorate-desk', false))
       WHEN p.role IN ('oversight', 'auditor') THEN
         NOT (supervisory OR coalesce(holder_body = 'inspectorate-desk', false))
       WHEN holder_body IS DISTINCT FROM 'agency' OR coalesce(p."answersFor", p.agency) IS DISTINCT FROM holder_agency THEN false
       WHEN p.role IN ('coordinator', 'leader') THEN true
       WHEN p.role IN ('liaison', 'validator') THEN
         p.unit IS NULL OR coalesce(p.unit = holder_unit, false)
         OR (p.role = 'validator' AND coalesce(state = 'PENDING_VALIDATION', false))
       ELSE false END)
       AND NOT bool_or(EXISTS (
         SELECT FROM jsonb_to_recordset(accused) AS a (agency text, unit text)
         WHERE a.agency IN (p.agency, p."answersFor") AND (a.unit IS NULL OR a.unit = p.unit)))
     FROM jsonb_to_recordset(posts) AS p (role text, agency text, unit text, "answersFor" text);
   END`,
];

/**
 * Row-level security on a table: the service does all, an officer reads what the condition shows. For a migration.
 * `lockedBy` names a column of a table whose rows are loaded `FOR UPDATE`: locking asks for the right to change one, which
 * the policy then refuses.
 */
export function shownToOfficers(table: string, condition: string, lockedBy?: string): readonly string[] {
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    // The owner is bound as well: a migration that changes rows lifts this first, and puts it back.
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY service ON ${table} TO ${SERVICE_ROLE} USING (true) WITH CHECK (true)`,
    `CREATE POLICY officers ON ${table} TO ${OFFICERS_ROLE} USING (${condition}) WITH CHECK (false)`,
    `GRANT SELECT ON ${table} TO ${OFFICERS_ROLE}`,
    ...(lockedBy === undefined ? [] : [`GRANT UPDATE (${lockedBy}) ON ${table} TO ${OFFICERS_ROLE}`]),
  ];
}
