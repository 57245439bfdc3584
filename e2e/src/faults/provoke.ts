import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Service } from '@tuntas/events';
import type { Violation } from '@tuntas/testing/ledger';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { moveClock } from '@tuntas/local';
import { Alarms } from './alarms.js';
import { fillDisk } from './disk.js';
import type { Lag } from '../underway/lag.js';
import { strike } from './nemesis.js';
import { replayNotification } from './replay-topics.js';
import type { Stage } from './stage.js';

/** What brings a flaw out, under load unless it ends it; violations that only this fault can see come back. */
export type Provocation = (stage: Stage, lag: Lag, endLoad: () => Promise<void>) => Promise<readonly Violation[]>;

const CALM_MS = 1_000;
const DISK_FULL_MS = 6_000;
const BROKER_AWAY_MS = 2_000;
/** Mail, sweep and figures follow within a second or two. */
const SETTLED_MS = 4_000;
/** Ten working days and the days of an escalation lie in it. */
const LATER = '40 days';

/** Kills the service several times at one step. */
const atStep =
  (part: Service, step: string, times: number): Provocation =>
  async (stage, lag) => {
    for (let time = 1; time <= times; time += 1) {
      await strike({ kind: 'failpoint', part, failpoint: `${step}:kill9@${1 + (time % 3)}` }, stage, lag);
      await sleep(CALM_MS);
    }
    return [];
  };

const inTurn =
  (...all: readonly Provocation[]): Provocation =>
  async (stage, lag, endLoad) => {
    const seen: Violation[] = [];
    for (const one of all) seen.push(...(await one(stage, lag, endLoad)));
    return seen;
  };

const killing =
  (part: Service | 'postgres', times: number): Provocation =>
  async (stage, lag) => {
    for (let time = 1; time <= times; time += 1) {
      await strike({ kind: 'kill', part }, stage, lag);
      await sleep(CALM_MS);
    }
    return [];
  };

/** The broker is away while the process dies that had something for it. */
const killedWhileTheBrokerIsAway: Provocation = async (stage, lag) => {
  await stage.platform.halt('kafka');
  await sleep(BROKER_AWAY_MS);
  stage.kill('intake');
  await stage.platform.restart('kafka');
  await lag.allRecovered(stage.services, performance.now());
  return [];
};

/** One commit in ten takes 150 ms, as on a disk that others use too: commits then overtake each other. */
const slowCommits: Provocation = async ({ platform }) => {
  const url = new URL(platform.addresses.admin ?? '');
  url.pathname = new URL(platform.addresses.databases['intake'] ?? '').pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`
    CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN IF random() < 0.1 THEN PERFORM pg_sleep(0.15); END IF; RETURN NULL; END';
    CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON messaging.outbox DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION slow_commit()`);
  await sleep(SETTLED_MS);
  await client.query('DROP TRIGGER slow_commit ON messaging.outbox; DROP FUNCTION slow_commit()');
  await client.end();
  return [];
};

const fullDisk: Provocation = async (stage, lag) => {
  const free = fillDisk(stage.smallDisk ?? '');
  await sleep(DISK_FULL_MS);
  free();
  await lag.allRecovered(stage.services, performance.now());
  return [];
};

const later: Provocation = async ({ platform }) => {
  await sleep(SETTLED_MS);
  await moveClock(platform.addresses, LATER);
  await sleep(SETTLED_MS);
  return [];
};

const calm: Provocation = async () => {
  await sleep(SETTLED_MS);
  return [];
};

/** A message without a key on a real topic must be heard of (I20). */
const withoutKey: Provocation = async ({ platform, dataDir, services }) => {
  const alarms = new Alarms(dataDir, ['follow-up']);
  const before = await alarms.raised();
  const kafka = new Kafka({
    clientId: 'faults',
    brokers: platform.addresses.brokers.split(','),
    logLevel: logLevel.NOTHING,
  });
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({
    topic: 'tuntas.intake.v1',
    messages: [{ key: null, value: '{}', headers: { ce_id: randomUUID() } }],
  });
  await producer.disconnect();
  const heard = services.includes('follow-up') && (await alarms.heard(before, ['dead-letter'], performance.now()));
  return heard ? [] : [{ invariant: 'I20', says: 'a dead letter was written, and no alarm was raised within 60 s' }];
};

/** The fault that brings each flaw out. */
export const provocations: Readonly<Record<string, Provocation>> = {
  'acknowledge-before-commit': killing('intake', 3),
  'synchronous-commit-off': killing('postgres', 5),
  'publish-outside-the-transaction': atStep('follow-up', 's9', 4),
  'watermark-relay': slowCommits,
  'mark-before-produce-ack': killedWhileTheBrokerIsAway,
  'offset-before-commit': atStep('follow-up', 's8', 4),
  'no-inbox': inTurn(atStep('follow-up', 's9', 2), atStep('statistics', 's9', 3)),
  'inbox-in-another-transaction': atStep('follow-up', 's9', 4),
  'counter-without-dedupe': atStep('statistics', 's9', 4),
  'breach-without-unique-key': later,
  'sends-on-replay': replayNotification,
  'accepted-on-a-full-disk': fullDisk,
  'pii-in-a-log-line': calm,
  'local-clock': later,
  'dead-letter-without-alarm': withoutKey,
};
