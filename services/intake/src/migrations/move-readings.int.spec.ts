import { randomUUID } from 'node:crypto';
import { Database } from '@tuntas/postgres';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from './index.js';
import { MoveReadings } from './0015-move-readings.js';

let before: TestDatabase;
beforeAll(async () => {
  before = await testDatabase(migrations.slice(0, migrations.indexOf(MoveReadings)));
});
afterAll(async () => before.close());

it('takes the readings of before into the journal, in their order, those of secret complaints with their date alone', async () => {
  const { sql } = before.database;
  const [open, secret] = [randomUUID(), randomUUID()];
  for (const id of [open, secret]) {
    await sql`
      INSERT INTO complaints (id, reference, receipt_hash, pepper_version, idempotency_hash, body_hash, kind, channel, language, anonymous,
        secret, urgent, possibly_supervisory, word_list_version, reachable, submitted_at, received_on)
      VALUES (${id}, ${id}, decode(md5(${id}), 'hex'), 1, decode(md5(${id}), 'hex'), decode('00', 'hex'), 'complaint', 'web', 'id', false,
        ${id === secret}, false, false, '1', true, now(), current_date)`;
  }
  await sql`
    INSERT INTO readings (complaint_id, reader, what, read_at)
    VALUES (${open}, 'notification', 'contact', '2026-11-20 10:11:12Z'), (${secret}, 'follow-up', 'words', '2026-11-20 11:12:13Z')`;
  const after = await Database.open({ url: before.ownerUrl, name: 'test', migrations });
  await after.migrate();
  await after.close();
  expect(
    await sql`SELECT key, type, data, stream, to_char(recorded_at AT TIME ZONE 'UTC', 'HH24:MI') AS at FROM messaging.journal ORDER BY id`,
  ).toEqual([
    { key: open, type: 'identity.read', data: { by: { service: 'notification' } }, stream: 'audit', at: '10:11' },
    { key: secret, type: 'words.read', data: { by: { service: 'follow-up' } }, stream: 'audit', at: '00:00' },
  ]);
});
