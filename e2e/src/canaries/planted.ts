import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { configureLog, counter, logOf, registry } from '@tuntas/runtime';
import { Kafka, logLevel } from 'kafkajs';
import type { Cast } from './cast.js';
import { opened } from './outputs-databases.js';
import { inMetrics } from './outputs-local.js';
import type { Looked, Output } from './places.js';
import type { Search } from './search.js';

/** A leak that was put into what the platform really writes, and where it has to be seen. */
export interface Leak {
  readonly what: string;
  readonly value: string;
  readonly output: Output;
}

/** One leak of each kind, each through the same means by which it would really come about. */
export async function plantLeaks(cast: Cast): Promise<readonly Leak[]> {
  return [
    ...intoLogs(cast),
    ...(await intoTopics(cast)),
    ...(await intoTables(cast)),
    intoLocalFile(cast),
    await intoMailbox(cast),
    intoRefusal(cast),
  ];
}

/** By the log of the services, which writes fields as they are. */
function intoLogs(cast: Cast): Leak[] {
  const name = cast.make('name', 'identity', 'planted in a log line');
  const address = cast.make('address', 'nothing', 'planted in a log line');
  const file = join(cast.addresses.dataDir, 'logs/intake.log');
  configureLog({ service: 'intake', level: 'info', destination: { write: (line) => appendFileSync(file, line) } });
  logOf('http').warn('request failed', { name });
  logOf('http').warn('request failed', { remoteAddress: address });
  configureLog({ service: 'tests', level: 'silent', destination: { write: () => undefined } });
  return [
    { what: 'a name in a log line', value: name, output: 'log' },
    { what: 'a network address in a log line', value: address, output: 'log' },
  ];
}

async function intoTopics(cast: Cast): Promise<Leak[]> {
  const inHeader = cast.make('email', 'identity', 'planted in a header');
  const inField = cast.make('email', 'identity', 'planted in a field');
  const secret = cast.make('words', 'sealed', 'planted in an event');
  const quoted = cast.make('words', 'content', 'planted in a dead letter’s reason');
  const kafka = new Kafka({
    clientId: 'canaries',
    brokers: cast.addresses.brokers.split(','),
    logLevel: logLevel.NOTHING,
  });
  const producer = kafka.producer();
  await producer.connect();
  const send = async (topic: string, headers: Record<string, string>, value: object): Promise<void> =>
    void (await producer.send({ topic, messages: [{ key: randomUUID(), headers, value: JSON.stringify(value) }] }));
  // Nobody reads these topics; what lies on them is looked at like on all others.
  await send('tuntas.notification.v1.statistics.dead', { ce_subject: inHeader }, {});
  await send('tuntas.notification.v1.statistics.dead', {}, { to: inField });
  await send('tuntas.intake.texts.v1.notification.dead', {}, { text: secret });
  await send('tuntas.intake.texts.v1.notification.dead', { 'dead-reason': `Unexpected token in "${quoted}"` }, {});
  await producer.disconnect();
  return [
    { what: 'an e-mail address in a header of a topic', value: inHeader, output: 'topic' },
    { what: 'an e-mail address in a field of a fact', value: inField, output: 'topic' },
    { what: 'secret words in an event', value: secret, output: 'topic' },
    { what: 'words in the error of a dead letter', value: quoted, output: 'topic' },
  ];
}

/** Rows in a real table; one is gone again, and only the bytes of its file still have it. */
async function intoTables(cast: Cast): Promise<Leak[]> {
  const nik = cast.make('nik', 'content', 'planted in an operational column');
  const address = cast.make('address', 'nothing', 'planted in a column');
  const deleted = cast.make('name', 'identity', 'planted in a row that was deleted');
  const client = await opened(cast.addresses, new URL(cast.addresses.databases['intake'] ?? '').pathname.slice(1));
  for (const [reason, subject] of [
    [nik, 'x'],
    ['x', address],
    [deleted, 'deleted'],
  ]) {
    await client.query(
      `INSERT INTO legal_holds (id, complaint_id, reason, placed_by_role, placed_by_subject, placed_at)
       VALUES ($1, $2, $3, 'auditor', $4, now())`,
      [randomUUID(), randomUUID(), reason, subject],
    );
  }
  await client.query(`DELETE FROM legal_holds WHERE placed_by_subject = 'deleted'`);
  await client.end();
  return [
    { what: 'a NIK in an operational column', value: nik, output: 'database' },
    { what: 'a network address in a column', value: address, output: 'database' },
    { what: 'a name in a row that was deleted', value: deleted, output: 'database file' },
  ];
}

function intoLocalFile(cast: Cast): Leak {
  const phone = cast.make('phone', 'identity', 'planted in a local file');
  const file = Buffer.from(`surel;telepon\n;${phone}\n`).toString('base64');
  writeFileSync(join(cast.addresses.dataDir, 'run', 'upload-1.tmp'), file);
  return { what: 'a local file that was left behind', value: phone, output: 'local file' };
}

/** By SMTP, in base64 as mail programs may send it. */
async function intoMailbox(cast: Cast): Promise<Leak> {
  const words = cast.make('words', 'sealed', 'planted in a mail');
  const { hostname, port } = new URL(cast.addresses.smtp);
  const socket = connect(Number(port), hostname);
  const body = Buffer.from(`Laporan rahasia Anda: ${words}\r\n`).toString('base64');
  const lines = [
    'EHLO planted',
    'MAIL FROM:<a@contoh.id>',
    'RCPT TO:<b@contoh.id>',
    'DATA',
    `Subject: Kabar\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n.`,
    'QUIT',
  ];
  for (const line of lines) {
    await once(socket, 'data');
    socket.write(`${line}\r\n`);
  }
  await once(socket, 'close');
  return { what: 'a mail that tells too much', value: words, output: 'mailbox' };
}

/** As if the API had quoted what it was sent. */
function intoRefusal(cast: Cast): Leak {
  const value = cast.make('words', 'nothing', 'planted in a refusal');
  const sent = { method: 'POST', path: '/api/complaints' };
  const answer = { status: 400, headers: {}, text: `{"detail":"“${value}” is no category"}` };
  cast.exchanges.push({ by: 'planted', sent, body: '', answer });
  return { what: 'an answer that repeats what was sent', value, output: 'refusal' };
}

/** A real metric with a real label, read over HTTP as those of the services are. */
export async function intoMetrics(
  cast: Cast,
  search: Search,
): Promise<{ readonly leak: Leak; readonly looked: readonly Looked[] }> {
  const value = cast.make('phone', 'identity', 'planted in a label of a metric');
  counter({ name: 'planted_total', help: 'A leak.', labels: ['phone'] }).inc({ phone: value });
  const server = createServer((_request, response) => {
    void registry.metrics().then((text) => response.end(text));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const services = { ...cast.addresses.services, intake: address };
  const looked = await inMetrics({ ...cast.addresses, services }, search);
  server.closeAllConnections();
  server.close();
  registry.removeSingleMetric('tuntas_planted_total');
  return { leak: { what: 'a telephone number in a label of a metric', value, output: 'metrics' }, looked };
}
