/** What a day's cell adds up, by the state of its complaints. */
const STATES = ['submitted', 'routed', 'assigned', 'in_progress', 'answered', 'closed', 'archived'];
const OTHERS = [
  'postponed',
  'pending_validation',
  'merged',
  'withdrawn',
  'answered_by_routing',
  'left_to_desk',
  'misrouted',
];
const ZEROS = [
  'reopened',
  'notices_unreachable',
  'closed_accepted',
  'closed_no_reply',
  'rated',
  'rating_sum',
  'rated_well',
];
const of = (state: string): string => `count(*) FILTER (WHERE state = '${state.toUpperCase()}')`;

/** The complaints from $1 to $2 as they are counted, and the cells they add to. */
export const statisticsRows: readonly string[] = [
  `INSERT INTO complaints (complaint_id, intake_sequence, routing_sequence, follow_up_sequence, notification_sequence, received_on,
     kind, class, category, area, confidential, channel, first_answer, state, agency, rounds, routed_on, answered_on, outcome,
     reopened_times, late, answer_late, closed_on, closed_reason, notices_sent, notices_unreachable)
   SELECT id, 2, 1, 3, 1, received_on, 'complaint', 'ordinary', category, area, secret, 'web', 'rule', state, agency, 1,
     received_on, CASE WHEN answer_id IS NOT NULL THEN received_on + 9 END, CASE WHEN answer_id IS NOT NULL THEN 'resolved' END,
     0, CASE WHEN is_late THEN ARRAY['D4#1'] ELSE '{}' END, is_late, closed_at::date, CASE WHEN state = 'CLOSED' THEN 'NO_REPLY' END,
     1, 0
   FROM bench.told WHERE n BETWEEN $1 AND $2`,
  `INSERT INTO days AS d (dimension, value, day, confidential, complaints, received, ${STATES.join(', ')}, ever_routed,
     ever_answered, still_open, overdue, on_time, late, notices_sent, ${[...OTHERS, ...ZEROS].join(', ')})
   SELECT c.dimension, coalesce(c.value, ''), received_on, secret, count(*), count(*), ${STATES.map(of).join(', ')}, count(agency),
     count(answer_id), count(*) FILTER (WHERE closed_at IS NULL), count(*) FILTER (WHERE is_late),
     count(*) FILTER (WHERE answer_id IS NOT NULL AND NOT is_late), count(*) FILTER (WHERE is_late), count(*),
     ${[...OTHERS, ...ZEROS].map(() => '0').join(', ')}
   FROM bench.told, LATERAL (VALUES ('all', ''), ('agency', agency), ('category', category)) AS c (dimension, value)
   WHERE n BETWEEN $1 AND $2 GROUP BY 1, 2, 3, 4
   ON CONFLICT (dimension, value, day, confidential) DO UPDATE SET complaints = d.complaints + EXCLUDED.complaints,
     received = d.received + EXCLUDED.received, closed = d.closed + EXCLUDED.closed`,
  `INSERT INTO messaging.progress (key, received, sent)
   SELECT id::text, jsonb_build_object('tuntas.follow-up.v1', json_build_array(3, id)), '{}' FROM bench.told WHERE n BETWEEN $1 AND $2`,
];
