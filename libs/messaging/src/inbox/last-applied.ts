import type { StreamName } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';

/** The last sequence of a stream that was applied here, per key; a key of which nothing was applied is absent. */
export async function lastApplied(
  sql: Sql,
  stream: StreamName,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ key: string; sequence: number }>`
    SELECT key, (received->${stream}::text->>0)::int AS sequence FROM messaging.progress
    WHERE key = ANY (${keys}) AND received ? ${stream}::text`;
  return new Map(rows.map(({ key, sequence }) => [key, sequence]));
}
