import { migration } from '@tuntas/postgres';

/** Which service read what is not public stands in the journal from now on, where the audit chains it; so do those of before. */
export const MoveReadings = migration(
  'MoveReadings1700000000115',
  `INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data)
   SELECT CASE WHEN c.secret THEN date_trunc('day', read_at) ELSE read_at END, gen_random_uuid(), 'audit', complaint_id::text, 0,
     CASE what WHEN 'contact' THEN 'identity.read' ELSE 'words.read' END,
     json_build_object('by', json_build_object('service', reader))
   FROM readings r JOIN complaints c ON c.id = r.complaint_id ORDER BY r.id`,
  `DROP TABLE readings`,
);
