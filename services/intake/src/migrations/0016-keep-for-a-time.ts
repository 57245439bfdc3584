import { migration } from '@tuntas/postgres';

/**
 * Until when a complaint is kept:
 *
 * - `case_files.over_since`: since when it is closed, archived or withdrawn; the time of keeping counts from there.
 * - `case_files.erased`: its words are gone. With it the index holds only what there is still something to end of.
 * - `kept_complaints`: what is over and not erased, with all that decides how long it is kept. What its complainant asked
 *   to have erased is not here: that waits for nothing but a hold.
 */
export const KeepForATime = migration(
  'KeepForATime1700000000116',
  `ALTER TABLE case_files ADD COLUMN over_since timestamptz, ADD COLUMN erased boolean NOT NULL DEFAULT false`,
  `UPDATE case_files f SET over_since = date_trunc('milliseconds', coalesce(left_at, (
     SELECT max(at) FROM timeline t
     WHERE t.complaint_id = f.complaint_id AND t.type IN ('case.closed', 'case.archived', 'case.withdrawn')
   ), app_now())) WHERE state IN ('CLOSED', 'ARCHIVED', 'WITHDRAWN')`,
  `UPDATE case_files f SET erased = true FROM erasures e
   WHERE e.complaint_id = f.complaint_id AND e.words_erased_at IS NOT NULL`,
  `CREATE INDEX case_files_kept ON case_files (over_since, complaint_id) WHERE over_since IS NOT NULL AND NOT erased`,
  `CREATE VIEW kept_complaints AS
   SELECT f.complaint_id AS id, f.over_since, f.state, f.holder, f.secret, f.dates ->> 'closed' AS closed_at,
     coalesce(f.class, 'unknown') AS class, coalesce(f.category, c.category) AS category, coalesce(f.area, c.area) AS area,
     c.kind, c.possibly_supervisory,
     e.identity_erased_at IS NULL AND i.complaint_id IS NOT NULL AS identity, h.held IS NOT NULL AS held
   FROM case_files f JOIN complaints c ON c.id = f.complaint_id LEFT JOIN erasures e ON e.complaint_id = f.complaint_id
     LEFT JOIN identities i ON i.complaint_id = f.complaint_id
     LEFT JOIN LATERAL (SELECT true AS held FROM legal_holds WHERE complaint_id = f.complaint_id AND lifted_at IS NULL
       AND (until IS NULL OR until >= app_now()::date) LIMIT 1) h ON true
   WHERE f.over_since IS NOT NULL AND NOT f.erased AND NOT coalesce(e.words, false)`,
);
