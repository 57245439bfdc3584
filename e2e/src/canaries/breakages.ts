import { randomUUID } from 'node:crypto';
import { TextWritten } from '@tuntas/events';
import { eventually } from '@tuntas/testing';
import { Planter } from '../faults/planted.js';
import { AGENCY, type Cast } from './cast.js';
import type { Desk } from './stories.js';
import { opened } from './outputs-databases.js';

const TEXTS = 'tuntas.follow-up.texts.v1';
/** What a table stops taking, so that writing it fails as nobody foresaw. */
const FAILS = 'baris-yang-gagal';

/**
 * Messages with words in them that nobody can key or read, which become dead letters and are parked; and rows that a database
 * refuses with all their values, at a door, in an officer's act and behind a topic.
 */
export async function breakages(cast: Cast, desk: Desk): Promise<void> {
  const planter = new Planter(cast.addresses.brokers);
  await planter.open(TEXTS);
  const type = TextWritten.type;
  const written = { textId: randomUUID(), audience: 'public', purpose: 'follow-up' };
  const body = (door: string): string => JSON.stringify({ ...written, words: cast.words('content', door) });
  await planter.plant({ topic: TEXTS, type, key: null, body: body('message without a key') });
  const broken = body('message that is no JSON').slice(0, -1);
  const key = await planter.plant({ topic: TEXTS, type, body: broken });
  const wrong = await planter.plant({
    topic: TEXTS,
    type,
    body: JSON.stringify({ ...written, words: [cast.words('content', 'words of a wrong type')] }),
  });
  await planter.close();
  await parked(cast, 'intake', [key, wrong]);
  await rowsThatFail(cast, desk);
}

async function rowsThatFail(cast: Cast, { coordinator }: Desk): Promise<void> {
  const person = cast.person('whose rows are refused');
  const told = await cast.tell(person, 'complaint whose texts fail');
  await cast.until(person, told, 'ROUTED');
  await failing(cast, 'intake', 'texts', async () => {
    const text = `${FAILS} ${cast.words('nothing', 'complaint that fails')}`;
    const answer = await person.send({
      method: 'POST',
      path: '/api/complaints',
      body: { text, contact: nobody(cast) },
    });
    if (answer.status < 500) throw new Error(`It was answered with ${answer.status}.`);
  });
  await failing(cast, 'follow-up', 'texts', async () => {
    const seen = await coordinator.send({ method: 'GET', path: `/api/cases/${told.id}` });
    const text = `${FAILS} ${cast.words('nothing', 'text that fails')}`;
    const headers = { 'if-match': String(seen.headers['etag']) };
    const body = { text, audience: 'handlers' };
    const answer = await coordinator.send({ method: 'POST', path: `/api/cases/${told.id}/texts`, headers, body });
    if (answer.status < 500) throw new Error(`It was answered with ${answer.status}.`);
  });
  await failing(cast, 'follow-up', 'told', async () => {
    const late = await cast.tell(person, 'complaint whose words fail behind the topic', { agency: AGENCY }, FAILS);
    await parked(cast, 'follow-up', [late.id]);
  });
}

/** Who would have told it. */
const nobody = (cast: Cast): object => ({
  name: cast.make('name', 'nothing', 'complaint that fails, name'),
  phone: cast.make('phone', 'nothing', 'complaint that fails, phone'),
});

async function failing(cast: Cast, service: string, table: string, meanwhile: () => Promise<void>): Promise<void> {
  const { pathname } = new URL(cast.addresses.databases[service] ?? '');
  const client = await opened(cast.addresses, pathname.slice(1));
  await client.query(`ALTER TABLE ${table} ADD CONSTRAINT kenari CHECK (words NOT LIKE '%${FAILS}%') NOT VALID`);
  try {
    await meanwhile();
  } finally {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT kenari`);
    await client.end();
  }
}

async function parked(cast: Cast, service: string, keys: readonly string[]): Promise<void> {
  const { pathname } = new URL(cast.addresses.databases[service] ?? '');
  const client = await opened(cast.addresses, pathname.slice(1));
  await eventually(async () => {
    const { rowCount } = await client.query('SELECT DISTINCT key FROM messaging.parked WHERE key = ANY ($1)', [keys]);
    if (rowCount !== keys.length) throw new Error(`${rowCount} of ${keys.length} are parked at ${service}.`);
  });
  await client.end();
}
