import type { Sql } from '@tuntas/postgres';
import type { News } from '../domain/news.js';
import type { Known, Recipient } from '../domain/telling.js';

/** A letter that is owed now, in the hands of one sender until its lease is over. */
export interface Due {
  readonly id: string;
  readonly complaint_id: string;
  readonly about_event_id: string;
  readonly about_type: string;
  readonly recipient: Recipient;
  readonly agency: string | null;
  readonly answer_id: string | null;
  /** One for the recipient: both were written by one decision. */
  readonly news: News;
  /** The case as it was with the fact; for the first letter as it is now, because the case opens right after. */
  readonly known: Known;
  readonly attempts: number;
  readonly now: Date;
}

/** Longer than sending one letter can take: 9.4 s at intake, 5 + 15 s at the provider, and the record of it. */
const LEASE_SECONDS = 60;
const FIRST_BACKOFF_SECONDS = 0.5;
/** Half a second, doubled seven times. */
const LONGEST_BACKOFF_SECONDS = 60;

/** Takes the letters that are owed longest; nobody else gets them until the lease is over. */
export async function claim(sql: Sql, most: number): Promise<Due[]> {
  return sql<Due>`
    WITH due AS (
      SELECT id FROM obligations WHERE state = 'due' AND next_try_at <= app_now()
      ORDER BY next_try_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    )
    UPDATE obligations o SET attempts = o.attempts + 1, next_try_at = app_now() + make_interval(secs => ${LEASE_SECONDS})
    FROM due JOIN complaints c ON true
    WHERE o.id = due.id AND c.complaint_id = o.complaint_id
    RETURNING o.id, o.complaint_id, o.about_event_id, o.about_type, o.recipient, o.agency, o.answer_id, o.news,
      CASE WHEN o.news->>'letter' = 'submitted' THEN c.known ELSE o.known END AS known, o.attempts, app_now() AS now`;
}

/** Gives a letter back that could not be sent now. */
export async function putOff(sql: Sql, { id, attempts }: Due): Promise<void> {
  const seconds = Math.min(FIRST_BACKOFF_SECONDS * 2 ** Math.min(attempts - 1, 10), LONGEST_BACKOFF_SECONDS);
  await sql`
    UPDATE obligations SET next_try_at = app_now() + make_interval(secs => ${seconds}) WHERE id = ${id} AND state = 'due'`;
}

/** How long the oldest letter waits, in seconds; 0 when none does. */
export async function oldestDueSeconds(sql: Sql): Promise<number> {
  const [row] = await sql<{ seconds: number }>`
    SELECT coalesce(extract(epoch FROM app_now() - min(made_at)), 0)::float8 AS seconds
    FROM obligations WHERE state = 'due'`;
  return row?.seconds ?? 0;
}
