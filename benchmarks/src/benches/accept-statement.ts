/** The complaint's words and body as the generator sends them, about as long as the median one. */
const WORDS = 'Mohon bantuan, jalan berlubang '.concat('sudah lama di depan rumah kami belum diperbaiki '.repeat(6));

// A colon before a letter or a digit would be a variable of pgbench.
const TOLD = `{"reference": "KTM-7K3F-9QXW","kind": "complaint","class": "unknown","channel": "api","language": "id","anonymous": false,"secret": false,"urgent": false,"possiblySupervisory": false,"wordListVersion": "2026-11","receivedOn": "2026-11-23","reachable": true}`;

/**
 * What one accept writes – complaint, sealed identity, text, two facts in journal and outbox, progress – as
 * one statement and one transaction, for pgbench. That it writes the same rows as the door, table by table, is checked
 * in each run (`rowsWritten`), so it cannot fall behind the real one unnoticed.
 */
export const acceptStatement = `
WITH told AS MATERIALIZED (
  SELECT uuidv7() AS id, gen_random_uuid() AS text_id, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) AS hash
), accepted AS (
  INSERT INTO complaints (id, reference, idempotency_hash, receipt_hash, body_hash, pepper_version, kind, channel,
    language, anonymous, secret, urgent, possibly_supervisory, word_list_version, reachable, submitted_at, received_on)
  SELECT id, 'KTM-' || encode(substr(hash, 1, 8), 'hex'), hash, uuid_send(text_id) || uuid_send(text_id), hash, 1, 'complaint', 'api',
    'id', false, false, false, false, '2026-11', true, app_now(), (app_now() AT TIME ZONE 'Asia/Jakarta')::date
  FROM told ON CONFLICT DO NOTHING RETURNING id
), identified AS (
  INSERT INTO identities (complaint_id, sealed)
  SELECT id, decode(repeat('a7', 110), 'hex') FROM told JOIN accepted USING (id)
), worded AS (
  INSERT INTO texts (complaint_id, id, purpose, audience, title, words)
  SELECT id, text_id, 'told', 'handlers', 'Laporan jalan berlubang', '${WORDS}' FROM told JOIN accepted USING (id)
), written AS (
  INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data)
  SELECT app_now(), uuidv7(), stream, told.id::text, 1, type, '${TOLD}'
  FROM told JOIN accepted USING (id), (VALUES ('tuntas.intake.v1', 'complaint.submitted'), ('tuntas.intake.texts.v1', 'complaint.told')) AS f (stream, type)
  RETURNING id, recorded_at, key
), pending AS (
  INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
  SELECT abs(hashtextextended(key, 0) % 16), id, recorded_at FROM written ORDER BY id
)
INSERT INTO messaging.progress (key, received, sent)
SELECT id::text, '{}', '{"tuntas.intake.v1": 1, "tuntas.intake.texts.v1": 1}' FROM told;
`.replaceAll('\n', ' ');
