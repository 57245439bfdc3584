import { messagingRows } from './messaging-rows.js';
import { REPLIED, TOLD } from './sentences.js';

/** The steps that a clock that ends at `due` has ahead; all of them lie after the newest complaint. */
const ahead = (due: string): string => `jsonb_build_array(
  jsonb_build_object('at', bench.iso(${due} - interval '1 day'), 'does', 'remind', 'reminder', 'last'),
  jsonb_build_object('at', bench.iso(${due}), 'does', 'miss'),
  jsonb_build_object('at', bench.iso(${due}), 'does', 'escalate', 'step', 1, 'to', 'leader'))`;

/** When a clock that runs ends: counted from the last move, which was at most a day before the newest complaint. */
const ENDS = `since + working_days * interval '1 day 10 hours'`;

/**
 * Follow-up's rows of the complaints from $1 to $2. A running clock is one that belongs to the state; those that were
 * running before have ended; the D4 of old cases that are still in progress was missed. All were worked out by the newest
 * settings, or a sweep would work them out anew.
 */
export const followUpRows: readonly string[] = [
  `INSERT INTO cases (complaint_id, reference, kind, class, category, area, anonymous, secret, urgent, possibly_supervisory,
     received_on, state, since, holder_body, holder_agency, holder_unit, supporting, round, version, revision, reopened_times,
     answer_id, suggestions, instances)
   SELECT id, bench.reference(n),
     'complaint', 'ordinary', category, area, anonymous, secret, false, false, received_on, state, since, holder->>'body',
     agency, unit, '[]', 1, 5, 5, 0, answer_id, '[]', '{"D1": 1, "D2": 1, "D3": 1, "D4": 1, "D6": 1}'
   FROM bench.told WHERE n BETWEEN $1 AND $2`,
  `INSERT INTO deadlines (complaint_id, clock, instance, started_at, starts_on, due_at, due_on, working_days, calendar_version,
     limits_version, agency, settings_revision, ahead, reminded, missed_at, ended_at, next_look_at, close_look_at)
   WITH clocks AS (
     SELECT id, agency, c.clock, c.working_days, at, received_on, state, is_late AND c.clock = 'D4' AS missed, state = ANY (c.states) AS runs,
       CASE WHEN state = ANY (c.states) AND NOT (is_late AND c.clock = 'D4') THEN ${ENDS} ELSE at + interval '20 days' END AS due_at
     FROM bench.told, (VALUES ('D1', 3, ARRAY['SUBMITTED']), ('D2', 2, ARRAY['ROUTED']), ('D3', 5, ARRAY['ROUTED', 'ASSIGNED']),
       ('D4', 14, ARRAY['ROUTED', 'ASSIGNED', 'IN_PROGRESS']), ('D6', 10, ARRAY['ANSWERED'])) AS c (clock, working_days, states)
     WHERE n BETWEEN $1 AND $2 AND CASE c.clock WHEN 'D1' THEN state = 'SUBMITTED' WHEN 'D6' THEN answer_id IS NOT NULL
       WHEN 'D2' THEN agency IS NOT NULL ELSE agency IS NOT NULL END
   )
   SELECT id, clock, 1, at, received_on, due_at, due_at::date, working_days, 1, 1, agency, (SELECT max(revision) FROM settings),
     CASE WHEN runs AND NOT missed THEN ${ahead('due_at')} ELSE '[]' END, missed, CASE WHEN missed THEN due_at END,
     CASE WHEN NOT runs THEN due_at END, CASE WHEN runs AND NOT missed THEN due_at - interval '1 day' END,
     CASE WHEN runs AND clock = 'D6' THEN due_at END
   FROM clocks`,
  `INSERT INTO queue_places (complaint_id, queue, scope, due_at)
   WITH open AS (
     SELECT *, (SELECT min(d.due_at) FROM deadlines d WHERE d.complaint_id = id AND d.ended_at IS NULL) AS due_at
     FROM bench.told WHERE n BETWEEN $1 AND $2 AND closed_at IS NULL
   ), queued AS (
     SELECT *, CASE WHEN state IN ('SUBMITTED', 'ROUTED') THEN 'to-verify' WHEN state = 'ANSWERED' THEN 'waiting-complainant'
       ELSE 'unit' END AS queue FROM open
     UNION ALL SELECT *, 'late' FROM open WHERE is_late
   )
   SELECT id, queue, scope, due_at FROM queued,
     unnest(CASE WHEN agency IS NULL THEN ARRAY['@national-desk'] WHEN unit IS NULL THEN ARRAY[agency]
       ELSE ARRAY[agency, agency || '/' || unit] END) AS scope`,
  `INSERT INTO told (complaint_id, title, words, gone)
   SELECT id, 'Jalan berlubang', '${TOLD}', false FROM bench.told WHERE n BETWEEN $1 AND $2 AND NOT secret`,
  `INSERT INTO texts (text_id, complaint_id, purpose, audience, words, by_role, agency, unit, outcome, written_at)
   SELECT CASE f.place WHEN 2 THEN answer_id ELSE bench.key(at, n, 3) END, id, f.purpose, 'complainant', '${REPLIED}', 'liaison',
     agency, unit, CASE f.place WHEN 2 THEN 'resolved' END, at + f.place * interval '4 days'
   FROM bench.told, (VALUES (1, 'follow-up'), (2, 'answer')) AS f (place, purpose)
   WHERE n BETWEEN $1 AND $2 AND (answer_id IS NOT NULL OR f.place = 1 AND state = 'IN_PROGRESS')`,
  `INSERT INTO officer_acts (complaint_id, key_hash, body_hash, move, by_role, by_subject, agency, unit, state, holder_body,
     holder_agency, holder_unit, version, at)
   SELECT id, sha256((n || f.move)::bytea), sha256((n || ' body')::bytea), f.move, f.role, 'bench', agency, unit, f.state, 'agency',
     agency, unit, f.version, at
   FROM bench.told, (VALUES ('assign', 'coordinator', 'ASSIGNED', 3), ('answer', 'liaison', 'ANSWERED', 5)) AS f (move, role, state, version)
   WHERE n BETWEEN $1 AND $2 AND unit IS NOT NULL AND (f.move = 'assign' OR answer_id IS NOT NULL)`,
  ...messagingRows({
    stream: 'tuntas.follow-up.v1',
    types: ['case.opened', 'case.routed', 'case.assigned'],
    heard: 'tuntas.intake.v1',
  }),
];
