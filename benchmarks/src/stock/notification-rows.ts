import { messagingRows } from './messaging-rows.js';

const KNOWN = `('{"reference":"KTM-0000-00000","secret":' || secret || ',"anonymous":' || anonymous ||
  ',"urgent":false,"state":"' || state || '","holder":' || holder || ',"clocks":[],"late":[]}')::json`;

/** Notification's rows of the complaints from $1 to $2: every letter was sent. */
export const notificationRows: readonly string[] = [
  `INSERT INTO complaints (complaint_id, known) SELECT id, ${KNOWN} FROM bench.told WHERE n BETWEEN $1 AND $2`,
  `INSERT INTO obligations (id, complaint_id, about_event_id, about_type, recipient, news, known, state, attempts, made_at,
     next_try_at, settled_at)
   SELECT bench.key(at, n, 20 + f.place), id, bench.key(at, n, 30 + f.place), f.type, 'complainant',
     ('{"letter":"' || f.letter || '"}')::json, ${KNOWN}, 'sent', 1, at, at, at
   FROM bench.told, (VALUES (1, 'complaint.submitted', 'submitted'), (2, 'case.routed', 'routed')) AS f (place, type, letter)
   WHERE n BETWEEN $1 AND $2 AND NOT anonymous`,
  ...messagingRows({ stream: 'tuntas.notification.v1', types: ['notice.sent'], heard: 'tuntas.follow-up.v1' }),
];
