import type { StreamName } from '@tuntas/events';
import { type Database, json, type Sql } from '@tuntas/postgres';
import { refused } from '@tuntas/runtime';
import { SHARDS } from '../journal/record.js';
import type { Why } from './inbox.js';

/** Which parked messages are meant; everything left out means "all". */
export interface Selection {
  readonly stream?: StreamName;
  readonly key?: string;
}

/** A parked message as an operator sees it: never its body. */
export interface ParkedLine {
  readonly stream: StreamName;
  readonly key: string;
  readonly sequence: number | null;
  readonly why: string;
  readonly reason: string;
  readonly parked_at: Date;
}

/** A page that a person can read; the rest shows when these are gone. */
const MOST_LINES = 1_000;

/** What is parked, oldest first. */
export async function listParked(sql: Sql, { stream, key }: Selection = {}, why?: Why): Promise<ParkedLine[]> {
  return sql<ParkedLine>`
    SELECT stream, key, sequence, why, reason, parked_at FROM messaging.parked
    WHERE (${why ?? null}::text IS NULL OR why = ${why ?? null}) AND (${stream ?? null}::text IS NULL OR stream = ${stream ?? null}) AND (${key ?? null}::text IS NULL OR key = ${key ?? null})
    ORDER BY id LIMIT ${MOST_LINES}`;
}

/**
 * Asks the running service to try faulty messages again, through the same inbox as ever. Returns those meant; with
 * `dryRun` nothing changes. What fails again is faulty again, with the new reason.
 */
export async function redrive(sql: Sql, selection: Selection, { dryRun }: { dryRun: boolean }): Promise<ParkedLine[]> {
  const faulty = await listParked(sql, selection, 'faulty');
  const { stream, key } = selection;
  if (!dryRun && faulty.length > 0) {
    await sql`
      UPDATE messaging.parked SET why = 'redriven' WHERE why = 'faulty'
        AND (${stream ?? null}::text IS NULL OR stream = ${stream ?? null}) AND (${key ?? null}::text IS NULL OR key = ${key ?? null})`;
  }
  return faulty;
}

/**
 * Passes one faulty message for good: it is kept in `messaging.set_aside` with who decided that and why, and what
 * queues behind it flows on. Refused when nothing faulty is parked there.
 */
export async function setAside(
  database: Database,
  { stream, key }: Required<Selection>,
  { by, reason }: { by: string; reason: string },
): Promise<void> {
  await database.transaction(async (sql) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
    const [moved] = await sql<{ sequence: number | null; event_id: string | null }>`
      WITH gone AS (
        DELETE FROM messaging.parked WHERE id = (
          SELECT min(id) FROM messaging.parked WHERE stream = ${stream} AND key = ${key} AND why IN ('faulty', 'redriven')
        ) RETURNING *
      )
      INSERT INTO messaging.set_aside (stream, key, sequence, reason, headers, body, set_aside_by, set_aside_at)
      SELECT stream, key, sequence, ${reason}, headers, body, ${by}, app_now() FROM gone
      RETURNING sequence, headers->>'ce_id' AS event_id`;
    if (!moved) throw refused('nothing-faulty-parked', { stream, key });
    if (moved.sequence !== null) {
      const head = json({ [stream]: [moved.sequence, moved.event_id ?? ''] });
      await sql`
        INSERT INTO messaging.progress AS p (key, received, sent) VALUES (${key}, ${head}::jsonb, '{}')
        ON CONFLICT (key) DO UPDATE SET received = p.received || EXCLUDED.received
        WHERE coalesce((p.received->${stream}::text->>0)::bigint, 0) < ${moved.sequence}::bigint`;
    }
    // What queued behind it is tried by the running service.
    await sql`UPDATE messaging.parked SET why = 'redriven' WHERE stream = ${stream} AND key = ${key} AND why IN ('behind', 'gap')`;
  });
}

/**
 * The owner sends facts again, from its journal, from this sequence on: for a reader that alarms of a missing message.
 * Readers that have them already leave them. Returns how many are sent.
 */
export async function resend(sql: Sql, { stream, key, from }: Required<Selection> & { from: number }): Promise<number> {
  const sent = await sql`
    INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
    SELECT abs(hashtextextended(key, 0) % ${SHARDS}), id, recorded_at FROM messaging.journal
    WHERE stream = ${stream} AND key = ${key} AND sequence >= ${from} ORDER BY sequence
    RETURNING id`;
  return sent.length;
}
