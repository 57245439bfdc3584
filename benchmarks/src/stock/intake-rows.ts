import { messagingRows } from './messaging-rows.js';
import { REPLIED, TOLD } from './sentences.js';

/** Sealed bytes are as long as real ones and open for nobody; complaints with a known receipt have none. */
const SEALED = { identity: 110, words: 360 };
const bytes = (count: number, salt: number): string =>
  `decode(repeat(md5(n || ' sealed ${salt}'), ${Math.ceil(count / 16)}), 'hex')`;

/** A wrapped key for each of the complaints from $1 to $2: as many as real ones, for nobody's identity. */
export const keyRows = `
  INSERT INTO data_keys (complaint_id, use, version, wrapped, made_on)
  SELECT uuidv7(), 'identity', 1, decode(repeat('b3', 60), 'hex'), current_date FROM generate_series($1::int, $2::int)`;

/** Intake's rows of the complaints from $1 to $2. */
export const intakeRows: readonly string[] = [
  `INSERT INTO complaints (id, reference, idempotency_hash, receipt_hash, body_hash, pepper_version, kind, category, area,
     channel, language, anonymous, secret, urgent, possibly_supervisory, word_list_version, reachable, submitted_at, received_on)
   SELECT id, bench.reference(n),
     sha256((n || ' key')::bytea), sha256((n || ' receipt')::bytea), sha256((n || ' body')::bytea), 1, 'complaint', category, area,
     'web', 'id', anonymous, secret, false, false, '2026-11', NOT anonymous,
     CASE WHEN secret THEN date_trunc('day', at) ELSE at END, received_on
   FROM bench.told WHERE n BETWEEN $1 AND $2`,
  `INSERT INTO identities (complaint_id, sealed)
   SELECT id, ${bytes(SEALED.identity, 1)} FROM bench.told WHERE n BETWEEN $1 AND $2 AND NOT anonymous`,
  `INSERT INTO texts (complaint_id, id, purpose, audience, title, words, sealed)
   SELECT id, bench.key(at, n, 2), 'told', 'handlers', CASE WHEN NOT secret THEN 'Jalan berlubang' END,
     CASE WHEN NOT secret THEN '${TOLD}' END, CASE WHEN secret THEN ${bytes(SEALED.words, 3)} END
   FROM bench.told WHERE n BETWEEN $1 AND $2`,
  `INSERT INTO acts (complaint_id, about_id, act, rating, acted_at)
   SELECT id, answer_id, 'accepted', 1 + n % 5, closed_at FROM bench.told
   WHERE n BETWEEN $1 AND $2 AND state = 'CLOSED' AND n % 2 = 0`,
  `INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data)
   SELECT at, bench.key(at, n, 4), 'audit', id::text, 0, 'identity.read', '{"by":{"service":"notification"}}' FROM bench.told WHERE n BETWEEN $1 AND $2 AND NOT anonymous`,
  `INSERT INTO case_files (complaint_id, state, holder, round, version, secret, category, area, answer, clocks, dates)
   SELECT id, state, holder, 1, 5, secret, category, area,
     CASE WHEN answer_id IS NOT NULL THEN json_build_object('id', answer_id, 'outcome', 'resolved') END,
     CASE WHEN closed_at IS NULL THEN json_build_array(json_build_object('clock',
       CASE state WHEN 'ANSWERED' THEN 'D6' WHEN 'SUBMITTED' THEN 'D1' ELSE 'D4' END, 'instance', 1,
       'dueAt', bench.iso(since + interval '14 days'), 'dueOn', (since + interval '14 days')::date, 'missed', is_late))
       ELSE '[]' END,
     json_strip_nulls(json_build_object('opened', bench.iso(at), 'routed', CASE WHEN agency IS NOT NULL THEN bench.iso(at) END,
       'answered', CASE WHEN answer_id IS NOT NULL THEN bench.iso(at + interval '9 days') END, 'closed', bench.iso(closed_at)))
   FROM bench.told WHERE n BETWEEN $1 AND $2`,
  `INSERT INTO timeline (complaint_id, event_id, at, place, type, data)
   SELECT id, bench.key(at, n, 10 + f.place), at + f.place * interval '1 day', f.place, f.type,
     ('{"state":"' || state || '","holder":' || holder || ',"round":1,"version":' || f.place || ',"clocks":[]' || CASE f.place
       WHEN 2 THEN ',"by":"rule","agency":"' || agency || '"' WHEN 3 THEN ',"unit":"' || unit || '"'
       WHEN 4 THEN ',"outcome":"resolved","answerId":"' || answer_id || '"' ELSE '' END || '}')::json
   FROM bench.told, (VALUES (1, 'case.opened'), (2, 'case.routed'), (3, 'case.assigned'), (4, 'case.answered')) AS f (place, type)
   WHERE n BETWEEN $1 AND $2 AND CASE f.place WHEN 1 THEN true WHEN 2 THEN agency IS NOT NULL WHEN 3 THEN unit IS NOT NULL
     ELSE answer_id IS NOT NULL END`,
  `INSERT INTO replies (complaint_id, text_id, at, purpose, agency, words, gone)
   SELECT id, answer_id, at + interval '9 days', 'answer', agency, CASE WHEN NOT secret THEN '${REPLIED}' END, false
   FROM bench.told WHERE n BETWEEN $1 AND $2 AND answer_id IS NOT NULL`,
  `INSERT INTO notices (complaint_id, obligation_id, at, about_type, outcome)
   SELECT id, bench.key(at, n, 20 + f.place), at + f.place * interval '1 day', f.type, 'sent'
   FROM bench.told, (VALUES (1, 'complaint.submitted'), (2, 'case.routed')) AS f (place, type)
   WHERE n BETWEEN $1 AND $2 AND NOT anonymous`,
  ...messagingRows({
    stream: 'tuntas.intake.v1',
    types: ['complaint.submitted', 'complaint.accepted'],
    heard: 'tuntas.follow-up.v1',
  }),
];
