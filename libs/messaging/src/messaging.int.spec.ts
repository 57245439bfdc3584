import { randomUUID } from 'node:crypto';
import { Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  ComplaintAccepted,
  ComplaintDisputed,
  deadLetterTopic,
  type EventOf,
  fact,
  RoutingVoid,
  TextWritten,
} from '@tuntas/events';
import { postgres } from '@tuntas/postgres';
import { closeService, createApp, openService } from '@tuntas/runtime';
import {
  eventually,
  type ReadRecord,
  signingKey,
  type TestDatabase,
  testDatabase,
  type TestKafka,
  testKafka,
} from '@tuntas/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { decided, type Decision } from './decision.js';
import { Reaction } from './handling/registry.js';
import { redrive } from './inbox/redrive.js';
import { rewind } from './inbox/rewind.js';
import { Messaging } from './messaging.js';
import { messaging } from './messaging.module.js';
import { messagingMigrations } from './migrations/index.js';
import { operatorCommands } from './operator-commands.js';
import type { Words } from './relay/words.js';
import { CreateLines, type Line, LineStore } from './spec/ledger-store.js';

const BREAKS = randomUUID();
let repaired = false;

/** Says a fact and writes a text for every acceptance. */
@Reaction(ComplaintAccepted, LineStore)
class OnAccepted {
  decide(line: Line | undefined, { data }: EventOf<typeof ComplaintAccepted>): Decision<Line> {
    if (data.answerId === BREAKS && !repaired) throw new TypeError('a bug');
    const applied = [...(line?.applied ?? []), `accepted ${data.rating ?? 0}`];
    return decided(
      { applied },
      fact(RoutingVoid, {
        state: 'SUBMITTED',
        holder: { body: 'national-desk' },
        round: applied.length,
        version: 1,
        clocks: [],
        answeredRound: 1,
        agency: 'dinas-sosial',
        because: 'round-over',
      }),
      fact(TextWritten, { textId: randomUUID(), audience: 'complainant', purpose: 'answer' }),
    );
  }
}

const words: Words = {
  event: TextWritten,
  fill: async (bodies) =>
    Promise.resolve(bodies.map(({ data }) => ({ ...(data as object), words: 'sudah diperbaiki' }))),
};

let database: TestDatabase;
let kafka: TestKafka;
const running: NestFastifyApplication[] = [];

beforeAll(async () => {
  [database, kafka] = await Promise.all([testDatabase([...messagingMigrations, CreateLines]), testKafka()]);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(closeService));
});
afterAll(async () => {
  await database.close();
  await kafka.close();
});

async function startReplica(): Promise<NestFastifyApplication> {
  @Module({
    imports: [
      postgres({ url: database.url, name: 'test' }),
      messaging({
        service: 'follow-up',
        brokers: kafka.brokers,
        topicPrefix: kafka.topicPrefix,
        words: [words],
        auditKey: signingKey('follow-up-audit'),
      }),
    ],
    providers: [LineStore, OnAccepted],
  })
  class TestModule {}
  const app = await createApp({ name: 'follow-up', module: TestModule as Type, tokenKeys: [] });
  running.push(app);
  await openService(app, {
    config: { HOST: '127.0.0.1', PORT: 0 },
    strategies: () => [app.get(Messaging).transport],
  });
  return app;
}

const accepted = (rating: number, answerId: string = randomUUID()) => fact(ComplaintAccepted, { answerId, rating });

async function applied(key: string): Promise<readonly string[]> {
  const [row] = await database.database.sql<{ applied: string[] }>`SELECT applied FROM lines WHERE key = ${key}`;
  return row?.applied ?? [];
}
async function published(stream: string, key: string): Promise<readonly ReadRecord[]> {
  return (await kafka.read(kafka.topicPrefix + stream)).filter((record) => record.key === key);
}

describe('a service on a real broker', () => {
  it('applies what others publish and publishes what it decided, as CloudEvents, once', async () => {
    await startReplica();
    const key = randomUUID();
    const [first] = await kafka.publish(key, accepted(1), accepted(2), accepted(3));
    await eventually(async () => expect(await applied(key)).toEqual(['accepted 1', 'accepted 2', 'accepted 3']));
    await kafka.repeat(first!);
    const records = await eventually(async () => {
      const found = await published('tuntas.follow-up.v1', key);
      expect(found).toHaveLength(3);
      return found;
    });
    expect(records.map(({ headers }) => headers['ce_sequence'])).toEqual(['1', '2', '3']);
    expect(records[0]?.headers).toMatchObject({
      ce_specversion: '1.0',
      ce_type: 'case.routing-void',
      ce_source: 'follow-up',
      ce_subject: key,
      ce_causationid: first,
    });
    expect(await applied(key)).toHaveLength(3);
  });

  it('journals no words, and sends them with the text event', async () => {
    await startReplica();
    const key = randomUUID();
    await kafka.publish(key, accepted(1));
    const [record] = await eventually(async () => {
      const found = await published('tuntas.follow-up.texts.v1', key);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(JSON.parse(record!.value!)).toMatchObject({ words: 'sudah diperbaiki' });
    const journal = await database.database.sql`SELECT data::text AS data FROM messaging.journal WHERE key = ${key}`;
    expect(JSON.stringify(journal)).not.toContain('diperbaiki');
  });

  it('reads again after its database was restored, from where that is, and not while it runs', async () => {
    await startReplica();
    const [before, after] = [randomUUID(), randomUUID()];
    await kafka.publish(before, accepted(1));
    await eventually(async () => expect(await applied(before)).toEqual(['accepted 1']));
    const backup = await database.database.sql<{ stream: string; partition: number; next_offset: number }>`
      SELECT stream, partition, next_offset FROM messaging.inbox_offsets`;
    await kafka.publish(after, accepted(2), accepted(3));
    await eventually(async () => expect(await applied(after)).toHaveLength(2));
    const reader = { service: 'follow-up', brokers: kafka.brokers, topicPrefix: kafka.topicPrefix } as const;
    const { sql } = database.database;
    await closeService(running.pop()!);

    // The backup knows nothing of what came after it.
    await sql`DELETE FROM lines WHERE key = ${after}`;
    await sql`DELETE FROM messaging.progress WHERE key = ${after}`;
    await sql`
      DELETE FROM messaging.outbox WHERE journal_id IN (SELECT id FROM messaging.journal WHERE key = ${after})`;
    await sql`DELETE FROM messaging.journal WHERE key = ${after}`;
    await sql`DELETE FROM messaging.inbox_offsets`;
    for (const { stream, partition, next_offset } of backup)
      await sql`INSERT INTO messaging.inbox_offsets VALUES (${stream}, ${partition}, ${next_offset})`;
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await operatorCommands({ url: database.url, name: 'test' }, reader)['rewind']?.(['--dry-run']);
    expect(stdout).toHaveBeenLastCalledWith(
      expect.stringMatching(
        /^\S+tuntas\.intake\.v1 \d+: from offset \d+ instead of \d+\n2 messages would be read again\n$/,
      ),
    );
    stdout.mockRestore();
    const planned = await rewind(sql, reader, { dryRun: true });
    expect(await rewind(sql, reader, { dryRun: false })).toEqual(planned);
    expect(await rewind(sql, reader, { dryRun: true })).toEqual([]);

    await startReplica();
    await eventually(async () => expect(await applied(after)).toEqual(['accepted 2', 'accepted 3']));
    expect(await applied(before)).toEqual(['accepted 1']);
    await sql`DELETE FROM messaging.inbox_offsets`;
    await expect(rewind(sql, reader, { dryRun: false })).rejects.toThrow('running members');
  });

  it('parks a faulty key, buries what has no key, and keeps everybody else flowing', async () => {
    await startReplica();
    const [bad, good] = [randomUUID(), randomUUID()];
    await kafka.publish(bad, accepted(1, BREAKS), accepted(2));
    await kafka.send('tuntas.intake.v1', { key: null, value: 'noise' });
    await kafka.send('tuntas.intake.v1', { key: 'x'.repeat(500), value: 'noise' });
    await kafka.publish(good, accepted(1), accepted(2));
    await eventually(async () => expect(await applied(good)).toHaveLength(2));
    expect(await applied(bad)).toEqual([]);
    const dead = await eventually(async () => {
      const found = await kafka.read(kafka.topicPrefix + deadLetterTopic('tuntas.intake.v1', 'follow-up'));
      expect(found).toHaveLength(2);
      return found;
    });
    expect(dead[0]).toMatchObject({ value: 'noise', headers: { 'dead-reason': 'no key can be read' } });

    repaired = true;
    await redrive(database.database.sql, { key: bad }, { dryRun: false });
    await eventually(async () => expect(await applied(bad)).toEqual(['accepted 1', 'accepted 2']));
  });

  it('lets two replicas share the work, and applies everything once while one of them leaves', async () => {
    const [, second] = [await startReplica(), await startReplica()];
    const keys = Array.from({ length: 20 }, () => randomUUID());
    const publishing = (async () => {
      for (const rating of [1, 2, 3, 4, 5])
        await Promise.all(keys.map(async (key) => kafka.publish(key, accepted(rating))));
    })();
    running.splice(running.indexOf(second), 1);
    await closeService(second);
    await publishing;
    const all = ['accepted 1', 'accepted 2', 'accepted 3', 'accepted 4', 'accepted 5'];
    await eventually(async () => expect(await Promise.all(keys.map(applied))).toEqual(keys.map(() => all)));
    const [head] = await eventually(async () => {
      const [row] = await database.database.sql<{ rows: number }>`SELECT count(*) AS rows FROM messaging.outbox`;
      expect(row?.rows).toBe(0);
      return [row];
    });
    expect(head).toEqual({ rows: 0 });
    for (const key of keys) {
      const sequences = (await published('tuntas.follow-up.v1', key)).map(({ headers }) => headers['ce_sequence']);
      expect([...new Set(sequences)]).toEqual(['1', '2', '3', '4', '5']);
    }
  });

  it('ignores events that nobody here reacts to, and counts them in the order', async () => {
    await startReplica();
    const key = randomUUID();
    await kafka.publish(key, fact(ComplaintDisputed, { answerId: randomUUID() }), accepted(4));
    await eventually(async () => expect(await applied(key)).toEqual(['accepted 4']));
  });
});
