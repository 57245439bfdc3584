import { migration } from '@tuntas/postgres';

/**
 * Systems of agencies see nothing that is secret or supervisory (`quickSight`). A list's row shows an officer no
 * more than an id; counted for a system, it would tell how much its agency holds of what the system must not know of.
 */
export const ShowSystemsLess = migration(
  'ShowSystemsLess1700000000126',
  `ALTER POLICY officers ON queue_places USING (
     scope = ANY ((SELECT officer_scopes(officers_posts()))::text[])
     AND (NOT (SELECT officers_are_systems(officers_posts()))
       OR EXISTS (SELECT FROM cases c WHERE c.complaint_id = queue_places.complaint_id)))`,
);
