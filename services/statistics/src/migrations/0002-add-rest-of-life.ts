import { migration } from '@tuntas/postgres';
import { restOfLifeColumns } from './tables.js';

/**
 * Columns for outcomes, reasons of archiving, returns, checked answers and kept promises. What the rows of before say of
 * them is counted at once, so that the figures are right from the first minute; whether such a complaint was made secret
 * they do not say, and until a rebuild a confidential one counts as secret, which shows less and never more.
 */
export const AddRestOfLife = migration(
  'AddRestOfLife1700000000102',
  ...restOfLifeColumns,
  `UPDATE complaints SET secret = confidential AND class <> 'supervisory',
     archived_reason = CASE WHEN state = 'ARCHIVED' THEN 'incomplete' END
   WHERE confidential OR state = 'ARCHIVED'`,
  `UPDATE days AS d SET
     returned_once = c.returned_once, returned_twice = c.returned_twice, returned_more = c.returned_more,
     outcome_resolved = c.outcome_resolved, outcome_explained = c.outcome_explained,
     outcome_planned = c.outcome_planned, outcome_unsolved = c.outcome_unsolved,
     outcome_refused = c.outcome_refused, archived_incomplete = c.archived_incomplete
   FROM (
     SELECT dimension, value, received_on AS day, confidential,
       count(*) FILTER (WHERE rounds = 2) AS returned_once,
       count(*) FILTER (WHERE rounds = 3) AS returned_twice,
       count(*) FILTER (WHERE rounds > 3) AS returned_more,
       count(*) FILTER (WHERE outcome = 'resolved') AS outcome_resolved,
       count(*) FILTER (WHERE outcome = 'explained') AS outcome_explained,
       count(*) FILTER (WHERE outcome = 'planned') AS outcome_planned,
       count(*) FILTER (WHERE outcome = 'cannot-be-solved') AS outcome_unsolved,
       count(*) FILTER (WHERE outcome = 'refused') AS outcome_refused,
       count(*) FILTER (WHERE state = 'ARCHIVED') AS archived_incomplete
     FROM complaints
     CROSS JOIN LATERAL (VALUES ('all', ''), ('agency', coalesce(agency, '')), ('category', coalesce(category, '')))
       AS cells (dimension, value)
     WHERE received_on IS NOT NULL
     GROUP BY 1, 2, 3, 4
   ) AS c
   WHERE (d.dimension, d.value, d.day, d.confidential) = (c.dimension, c.value, c.day, c.confidential)`,
);
