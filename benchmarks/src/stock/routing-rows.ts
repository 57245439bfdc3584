import { messagingRows } from './messaging-rows.js';

/** Routing's rows of the complaints from $1 to $2: every one was answered, so none is unread. */
export const routingRows: readonly string[] = [
  `INSERT INTO complaints (complaint_id, secret, supervisory, class, category, area, state, holder, round, opened_at, unread)
   SELECT id, secret, false, 'ordinary', category, area, state, holder, 1, at, false FROM bench.told WHERE n BETWEEN $1 AND $2`,
  `INSERT INTO answers (complaint_id, round, agency, by, supporting, class, category, area, reasons, suggestions, answered_at)
   SELECT id, 1, agency, CASE WHEN agency IS NOT NULL THEN 'rule' END, '[]', 'ordinary', category, area,
     '[{"kind": "words-gone"}]', '[]', at
   FROM bench.told WHERE n BETWEEN $1 AND $2`,
  ...messagingRows({ stream: 'tuntas.routing.v1', types: ['complaint.routed'], heard: 'tuntas.follow-up.v1' }),
];
