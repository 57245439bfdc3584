import { setTimeout as sleep } from 'node:timers/promises';
import { type Addresses, moveClock } from '@tuntas/local';
import type { Violation } from '@tuntas/testing/ledger';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { drained } from '../underway/drained.js';
import type { Lag } from '../underway/lag.js';
import type { Stage } from './stage.js';

/** Longer than facts are young enough to be written about (48 hours). */
const MUCH_LATER = '5 days';
const GROUP = 'tuntas.notification';
/** Letters leave within moments when somebody thinks that they are owed. */
const LETTERS_WITHIN_MS = 6_000;

/** Notification loses what it knows and reads everything again, days later: not one letter may leave (I11). */
export async function replayNotification(
  stage: Stage,
  lag: Lag,
  endLoad: () => Promise<void>,
): Promise<readonly Violation[]> {
  const { platform } = stage;
  await endLoad();
  await drained(lag, stage.services);
  // Whoever would make new facts meanwhile is silent.
  for (const service of ['follow-up', 'routing', 'notification'] as const) await platform.halt(service);
  await moveClock(platform.addresses, MUCH_LATER);
  await forget(platform.addresses);
  const before = await mails(platform.addresses);
  await platform.restart('notification');
  await lag.recovered('notification', performance.now());
  await sleep(LETTERS_WITHIN_MS);
  const again = (await mails(platform.addresses)) - before;
  await platform.restart('routing');
  await platform.restart('follow-up');
  return again === 0 ? [] : [{ invariant: 'I11', says: `a replay sent ${again} letters again` }];
}

async function forget({ owners, brokers }: Addresses): Promise<void> {
  const client = new pg.Client({ connectionString: owners['notification'] });
  await client.connect();
  await client.query(`TRUNCATE obligations, complaints, messaging.inbox_offsets, messaging.parked`);
  await client.query(`UPDATE messaging.progress SET received = '{}'`);
  await client.end();
  const admin = new Kafka({ clientId: 'faults', brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.deleteGroups([GROUP]);
  await admin.disconnect();
}

async function mails({ databases, mailbox }: Addresses): Promise<number> {
  if (databases['notification'] === undefined) return 0;
  let count = 0;
  for (let after: string | undefined = ''; after !== undefined;) {
    const page = (await (await fetch(`${mailbox}/api/mails?after=${after}&limit=2000`)).json()) as {
      mails: unknown[];
      next?: string;
    };
    count += page.mails.length;
    after = page.next;
  }
  return count;
}
