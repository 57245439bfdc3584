import type { Ground } from '../ground/ground.js';

/** Cases of the stock that are over go on, each with an answer that is due in two weeks and with a place in its lists. */
const OPEN_ALL = [
  `INSERT INTO deadlines (complaint_id, clock, instance, started_at, starts_on, due_at, due_on, working_days, calendar_version,
     limits_version, agency, settings_revision, ahead, reminded, next_look_at)
   SELECT complaint_id, 'D4', 2, now(), now()::date, now() + interval '14 days', now()::date + 14, 14, 1, 1, holder_agency,
     (SELECT max(revision) FROM settings), jsonb_build_array(
     jsonb_build_object('at', bench.iso(now() + interval '14 days'), 'does', 'miss')), false, now() + interval '14 days'
   FROM cases WHERE state IN ('CLOSED', 'ARCHIVED')`,
  `INSERT INTO queue_places (complaint_id, queue, scope, due_at)
   SELECT complaint_id, 'unit', scope, now() + interval '14 days' FROM cases,
     unnest(ARRAY[holder_agency, holder_agency || '/' || holder_unit]) AS scope WHERE state IN ('CLOSED', 'ARCHIVED')`,
  `UPDATE cases SET state = 'IN_PROGRESS', since = now(), instances = instances || '{"D4": 2}'
   WHERE state IN ('CLOSED', 'ARCHIVED')`,
  'VACUUM ANALYZE cases, deadlines, queue_places',
];

/** Opens every case there is; resolves with how many are open then. */
export async function openAll(ground: Ground): Promise<number> {
  const pool = ground.pool('follow-up');
  for (const text of OPEN_ALL) await pool.query(text);
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM cases WHERE state NOT IN ('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN')`,
  );
  return rows[0]?.n ?? 0;
}
