import type { StreamName } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';

/** The last sequence that this service gave to a key on a stream of its own; 0 before the first. */
export async function lastSequence(sql: Sql, stream: StreamName, key: string): Promise<number> {
  const [found] = await sql<{ sequence: number | null }>`
    SELECT (sent->>${stream}::text)::int AS sequence FROM messaging.progress WHERE key = ${key}`;
  return found?.sequence ?? 0;
}
