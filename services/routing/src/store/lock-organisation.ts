import type { Sql } from '@tuntas/postgres';

/**
 * One writer of the organisation at a time, until the transaction ends: a ring, or one post twice, is seen only by looking
 * at all of it. Changes are rare and take milliseconds. Whoever also locks keys has done so before.
 */
export async function lockOrganisation(sql: Sql): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('organisation', 0))`;
}
