import { randomUUID } from 'node:crypto';
import { ComplaintAccepted, ComplaintTold, ComplaintWordsErased, type StreamName } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decided, type Decision } from '../decision.js';
import type { Arrived } from '../envelope.js';
import { Handling } from '../handling/handling.js';
import { Reaction, Reactions } from '../handling/registry.js';
import { messagingMigrations } from '../migrations/index.js';
import { CreateLines, type Line, LineStore } from '../spec/ledger-store.js';
import { message } from '../spec/message.js';
import type { Store } from '../store.js';
import { eraseWords } from './erase-words.js';
import { redrive, setAside } from './redrive.js';

const TEXTS: StreamName = 'tuntas.intake.texts.v1';
const FACTS: StreamName = 'tuntas.intake.v1';
/** Stands in what was told and fits no schema: the message is faulty, and parked with its words. */
const WORDS = 'kenari-parkir';

class ForgetStore implements Store<'erased'> {
  async load(): Promise<ReadonlyMap<string, 'erased'>> {
    return Promise.resolve(new Map());
  }
  async save(changed: ReadonlyMap<string, 'erased'>, sql: Sql): Promise<void> {
    await eraseWords([...changed.keys()], sql);
  }
}

@Reaction(ComplaintAccepted, LineStore)
class OnAccepted {
  decide(line: Line | undefined): Decision<Line> {
    return decided({ applied: [...(line?.applied ?? []), 'accepted'] });
  }
}

@Reaction(ComplaintTold, LineStore)
class OnTold {
  decide(line: Line | undefined): Decision<Line> {
    return decided({ applied: [...(line?.applied ?? []), 'told'] });
  }
}

@Reaction(ComplaintWordsErased, ForgetStore, { atSight: true })
class OnErased {
  decide(): Decision<'erased'> {
    return decided('erased');
  }
}

let test: TestDatabase;
let handling: Handling;

beforeAll(async () => {
  test = await testDatabase([...messagingMigrations, CreateLines]);
  const parts = new Map<unknown, unknown>(
    [OnAccepted, OnTold, OnErased, LineStore, ForgetStore].map((one) => [one, new one()]),
  );
  const reactions = new Reactions([OnAccepted, OnTold, OnErased], (type) => parts.get(type) as never);
  handling = new Handling(test.database, reactions, () => undefined);
});
afterAll(async () => test.close());

const faultyTold = (key: string, sequence: number, headers = {}): Arrived =>
  message(key, sequence, ComplaintTold, { text: WORDS }, headers);
const told = (key: string, sequence: number, headers = {}): Arrived =>
  message(
    key,
    sequence,
    ComplaintTold,
    {
      reference: 'TEST',
      kind: 'complaint',
      class: 'unknown',
      channel: 'web',
      language: 'id',
      anonymous: false,
      secret: false,
      urgent: false,
      possiblySupervisory: false,
      wordListVersion: '1',
      receivedOn: '2026-11-23',
      textId: randomUUID(),
    },
    headers,
  );
const inAnHour = () => ({ ce_time: new Date(Date.now() + 3_600_000).toISOString() });
const erased = (key: string, sequence: number): Arrived =>
  message(key, sequence, ComplaintWordsErased, { because: 'asked' });
const accepted = (key: string, sequence: number, answerId: string = randomUUID()): Arrived =>
  message(key, sequence, ComplaintAccepted, { answerId });

/** What is parked of a key: stream, sequence, why, and whether the words are still there. */
async function parkedOf(key: string): Promise<string[]> {
  const rows = await test.database.sql<{ line: string }>`
    SELECT concat_ws(' ', stream, sequence, why, CASE WHEN encode(body, 'escape') LIKE ${`%${WORDS}%`} THEN 'words' END) AS line
    FROM messaging.parked WHERE key = ${key} ORDER BY stream, sequence`;
  return rows.map(({ line }) => line);
}
const applied = async (key: string): Promise<string[] | undefined> =>
  (await test.database.sql<{ applied: string[] }>`SELECT applied FROM lines WHERE key = ${key}`)[0]?.applied;

describe('parked messages of a complaint whose words were erased', () => {
  it('are dropped, those that queued behind them too; of another complaint they wait as ever', async () => {
    const [gone, other] = [randomUUID(), randomUUID()];
    await handling.take([faultyTold(gone, 1), faultyTold(gone, 2), faultyTold(other, 1)]);
    expect(await parkedOf(gone)).toEqual([`${TEXTS} 1 faulty words`, `${TEXTS} 2 behind words`]);
    await handling.take([erased(gone, 1)]);
    expect(await parkedOf(gone)).toEqual([]);
    expect(await parkedOf(other)).toEqual([`${TEXTS} 1 faulty words`]);
    expect(await redrive(test.database.sql, { key: other }, { dryRun: false })).toHaveLength(1);
  });

  it('are dropped at once also where the erasure waits behind a faulty fact, which can still be redriven', async () => {
    const key = randomUUID();
    await handling.take([faultyTold(key, 1), accepted(key, 1, 'no id')]);
    await handling.take([erased(key, 2), accepted(key, 3)]);
    expect(await parkedOf(key)).toEqual([`${FACTS} 1 faulty`, `${FACTS} 2 behind`, `${FACTS} 3 behind`]);
    await test.database.sql`
      UPDATE messaging.parked SET body = ${Buffer.from(JSON.stringify({ answerId: randomUUID() }))}
      WHERE key = ${key} AND sequence = 1`;
    await redrive(test.database.sql, { key }, { dryRun: false });
    await handling.retry([key]);
    expect([await parkedOf(key), await applied(key)]).toEqual([[], ['accepted', 'accepted']]);
  });

  it('are dropped at once also where a fact before the erasure is missing', async () => {
    const key = randomUUID();
    await handling.take([faultyTold(key, 1), erased(key, 2)]);
    expect(await parkedOf(key)).toEqual([`${FACTS} 2 gap`]);
  });

  it('are emptied where somebody had set them aside', async () => {
    const key = randomUUID();
    await handling.take([faultyTold(key, 1)]);
    await setAside(test.database, { stream: TEXTS, key }, { by: 'operator', reason: 'a test' });
    await handling.take([erased(key, 1)]);
    const rows = await test.database.sql`SELECT body FROM messaging.set_aside WHERE key = ${key}`;
    expect(rows).toEqual([{ body: null }]);
  });
});

describe('a faulty message that comes after the erasure', () => {
  it('is not kept when its words are older, in whatever order they were taken', async () => {
    const [late, together] = [randomUUID(), randomUUID()];
    await handling.take([erased(late, 1)]);
    await handling.take([faultyTold(late, 1), faultyTold(together, 1), erased(together, 1)]);
    await handling.take([faultyTold(late, 1), faultyTold(together, 1)]);
    expect([await parkedOf(late), await parkedOf(together)]).toEqual([[], []]);
  });

  it('waits for an operator when it was written afterwards, as of a case that was opened again', async () => {
    const key = randomUUID();
    await handling.take([erased(key, 1)]);
    await handling.take([faultyTold(key, 1, inAnHour())]);
    expect(await parkedOf(key)).toEqual([`${TEXTS} 1 faulty words`]);
  });

  it('keeps no later one from being applied, taken with it or after it', async () => {
    const [together, after] = [randomUUID(), randomUUID()];
    await handling.take([erased(together, 1), erased(after, 1), faultyTold(after, 1)]);
    await handling.take([faultyTold(together, 1), told(together, 2, inAnHour()), told(after, 2)]);
    expect(await applied(after)).toEqual(['told']);
    expect(await parkedOf(together)).toEqual([`${TEXTS} 2 redriven`]);
    await handling.retry([together]);
    expect([await parkedOf(together), await applied(together)]).toEqual([[], ['told']]);
  });
});
