import { migration, OFFICERS_ROLE, officersSight, shownToOfficers } from '@tuntas/postgres';

/** Tables that hold rows of a complaint: an officer sees those of the cases they see. */
const ofComplaints = ['deadlines', 'texts', 'told', 'officer_acts'];

/** What is about no complaint, and what a case is judged by. */
const ofEverybody = ['settings', 'agencies', 'units', 'areas', 'categories'];

/**
 * Row-level security beneath the policy: what an officer asks for is shown by their posts alone, whatever this service's
 * code asks. Reactions and sweeps are the service's own and see all agencies.
 *
 * - `case_letters`, and the tables of delivery but the journal, are nothing an officer ever reads.
 * - `officer_scopes()` says which lists the posts stand for, as `scopesFor` does; a list's row shows a case's id alone, and
 *   the case itself is asked for besides.
 * - The journal's keys are not all ids of complaints: settings are in it as well.
 */
export const IsolateAgencies = migration(
  'IsolateAgencies1700000000120',
  ...officersSight,
  ...shownToOfficers(
    'cases',
    `officer_sees((SELECT officers_posts()), state, holder_body, holder_agency, holder_unit, secret,
       possibly_supervisory OR class = 'supervisory', accused)`,
    'revision',
  ),
  ...ofComplaints.flatMap((table) =>
    shownToOfficers(table, `EXISTS (SELECT FROM cases c WHERE c.complaint_id = ${table}.complaint_id)`),
  ),
  `CREATE FUNCTION officer_scopes(posts jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
   BEGIN ATOMIC
     SELECT coalesce(array_agg(CASE
       WHEN p.role = 'national-desk' THEN '@national-desk'
       WHEN p.role = 'inspectorate' THEN '@inspectorate-desk'
       WHEN p.role IN ('coordinator', 'leader') THEN coalesce(p."answersFor", p.agency)
       WHEN p.role = 'liaison' THEN p.agency || coalesce('/' || p.unit, '')
       WHEN p.role = 'validator' THEN p.agency || '@validation' END), '{}')
     FROM jsonb_to_recordset(posts) AS p (role text, agency text, unit text, "answersFor" text);
   END`,
  ...shownToOfficers('queue_places', `scope = ANY ((SELECT officer_scopes(officers_posts()))::text[])`),
  ...shownToOfficers('case_letters', 'false'),
  `GRANT USAGE ON SCHEMA messaging TO ${OFFICERS_ROLE}`,
  ...shownToOfficers(
    'messaging.journal',
    `CASE WHEN pg_input_is_valid(key, 'uuid') THEN EXISTS (SELECT FROM cases c WHERE c.complaint_id = key::uuid)
       ELSE false END`,
  ),
  `GRANT SELECT ON ${ofEverybody.join(', ')} TO ${OFFICERS_ROLE}`,
);
