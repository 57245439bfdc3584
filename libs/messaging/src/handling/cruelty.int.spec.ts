import { randomUUID } from 'node:crypto';
import { ComplaintAccepted, ComplaintDisputed, type EventOf, RoutingVoid, type StreamName } from '@tuntas/events';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decided, type Decision, later } from '../decision.js';
import { type Arrived, arrived } from '../envelope.js';
import { redrive, setAside } from '../inbox/redrive.js';
import { messagingMigrations } from '../migrations/index.js';
import { CreateLines, type Line, LineStore } from '../spec/ledger-store.js';
import { message } from '../spec/message.js';
import { Handling } from './handling.js';
import { Reaction, Reactions } from './registry.js';

const STREAM: StreamName = 'tuntas.intake.v1';
const OTHER: StreamName = 'tuntas.follow-up.v1';
const FORBIDDEN = randomUUID();
const BREAKS = randomUUID();

const append = (line: Line | undefined, word: string): Decision<Line> =>
  decided({ applied: [...(line?.applied ?? []), word] });

@Reaction(ComplaintAccepted, LineStore)
class OnAccepted {
  decide(line: Line | undefined, { data, sequence }: EventOf<typeof ComplaintAccepted>): Decision<Line> {
    if (data.answerId === BREAKS) throw new TypeError('a bug in the handler');
    return append(line, data.answerId === FORBIDDEN ? 'forbidden' : `accepted ${sequence}`);
  }
}

/** Waits for the other stream; then the database may refuse it. */
@Reaction(ComplaintDisputed, LineStore)
class OnDisputed {
  decide(line: Line | undefined, { data }: EventOf<typeof ComplaintDisputed>): Decision<Line> {
    if (!line?.applied.includes('voided')) return later;
    return append(line, data.answerId === FORBIDDEN ? 'forbidden' : 'disputed');
  }
}

@Reaction(RoutingVoid, LineStore)
class OnVoid {
  decide(line: Line | undefined): Decision<Line> {
    return append(line, 'voided');
  }
}

class Loads extends LineStore {
  unreadable: string | undefined;
  override async load(...[keys, sql]: Parameters<LineStore['load']>): ReturnType<LineStore['load']> {
    if (this.unreadable && keys.includes(this.unreadable)) throw new TypeError('a row that cannot be read');
    return super.load(keys, sql);
  }
}

let test: TestDatabase;
let handling: Handling;
const store = new Loads();

beforeAll(async () => {
  test = await testDatabase([...messagingMigrations, CreateLines]);
  const parts = new Map<unknown, unknown>([
    [OnAccepted, new OnAccepted()],
    [OnDisputed, new OnDisputed()],
    [OnVoid, new OnVoid()],
    [LineStore, store],
  ]);
  const reactions = new Reactions([OnAccepted, OnDisputed, OnVoid], (type) => parts.get(type) as never);
  handling = new Handling(test.database, reactions, () => undefined);
});
afterAll(async () => test.close());

const accepted = (key: string, sequence: number, answerId: string = randomUUID(), headers = {}): Arrived =>
  message(key, sequence, ComplaintAccepted, { answerId }, headers);
const disputed = (key: string, sequence: number, answerId: string = randomUUID()): Arrived =>
  message(key, sequence, ComplaintDisputed, { answerId });
const voided = (key: string, sequence: number): Arrived =>
  message(key, sequence, RoutingVoid, {
    state: 'SUBMITTED',
    holder: { body: 'national-desk' },
    round: 1,
    version: 1,
    clocks: [],
    answeredRound: 1,
    agency: 'dinas-sosial',
    because: 'round-over',
  });

async function appliedTo(key: string): Promise<string[] | undefined> {
  const [row] = await test.database.sql<{ applied: string[] }>`SELECT applied FROM lines WHERE key = ${key}`;
  return row?.applied;
}
async function parkedOf(key: string): Promise<string[]> {
  const rows = await test.database.sql<{ stream: string; sequence: number | null; why: string }>`
    SELECT stream, sequence, why FROM messaging.parked WHERE key = ${key} ORDER BY stream DESC, sequence NULLS LAST`;
  return rows.map(({ stream, sequence, why }) => `${stream === STREAM ? '' : 'other '}${sequence ?? '?'} ${why}`);
}
const aside = async (key: string, stream = STREAM): Promise<void> =>
  setAside(test.database, { stream, key }, { by: 'operator', reason: 'a test' });
const redriveNow = async (key: string): Promise<void> => {
  await redrive(test.database.sql, { key }, { dryRun: false });
  await handling.retry([key]);
};
const notAnId = { ce_id: 'none' };

describe('a poisoned message stops nobody else', () => {
  it('whose headers hold a zero byte', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    await handling.take([accepted(bad, 1, BREAKS, { traceparent: 'a\u0000b' }), accepted(good, 1)]);
    expect(await parkedOf(bad)).toEqual(['1 faulty']);
    expect(await appliedTo(good)).toEqual(['accepted 1']);
  });

  it('whose unknown type holds a zero byte', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    await handling.take([accepted(bad, 1, undefined, { ce_type: 'sung\u0000' }), accepted(good, 1)]);
    expect(await appliedTo(good)).toEqual(['accepted 1']);
  });

  it('whose key holds a zero byte: no key of ours, so it has none', () => {
    const record = { topic: STREAM, partition: 0, offset: 1n, keyBytes: null, timestamp: 0, value: null, headers: {} };
    expect(arrived({ ...record, key: 'a\u0000b' }, '')).toBeUndefined();
  });

  it('whose state cannot even be loaded', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    store.unreadable = bad;
    await handling.take([accepted(good, 1), accepted(bad, 1)]).finally(() => (store.unreadable = undefined));
    expect(await parkedOf(bad)).toEqual(['1 faulty']);
    expect(await appliedTo(good)).toEqual(['accepted 1']);
    await redriveNow(bad);
    expect(await appliedTo(bad)).toEqual(['accepted 1']);
  });
});

describe('a parked message that the database refuses when its time comes', () => {
  it('is parked itself, not the message that brought what it waited for', async () => {
    const key = randomUUID();
    await handling.take([disputed(key, 1, FORBIDDEN)]);
    await handling.take([voided(key, 1)]);
    expect(await appliedTo(key)).toEqual(['voided']);
    expect(await parkedOf(key)).toEqual(['1 faulty']);
  });

  it('keeps no person from acting', async () => {
    const key = randomUUID();
    await handling.take([disputed(key, 1, FORBIDDEN)]);
    await handling.command({ store, key, input: 1, decide: (line: Line | undefined) => append(line, 'voided') });
    expect(await appliedTo(key)).toEqual(['voided']);
    expect(await parkedOf(key)).toEqual(['1 faulty']);
  });

  it('keeps no clock from acting, on its key or on others', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    await handling.take([disputed(bad, 1, FORBIDDEN)]);
    await handling.sweep(store, (line) => append(line, 'voided'), [good, bad]);
    expect([await appliedTo(bad), await appliedTo(good)]).toEqual([['voided'], ['voided']]);
  });

  it('does not keep others from being redriven with it', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    await handling.take([accepted(bad, 1, FORBIDDEN), accepted(good, 1, BREAKS)]);
    await test.database.sql`
      UPDATE messaging.parked SET body = ${Buffer.from(JSON.stringify({ answerId: randomUUID() }))} WHERE key = ${good}`;
    await redrive(test.database.sql, { key: bad }, { dryRun: false });
    await redrive(test.database.sql, { key: good }, { dryRun: false });
    await handling.retry([bad, good]);
    expect(await appliedTo(good)).toEqual(['accepted 1']);
    expect(await parkedOf(bad)).toEqual(['1 faulty']);
  });
});

describe('a sweep whose decision the database refuses', () => {
  it('leaves that key out and acts on the others', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    await handling.take([accepted(bad, 1), accepted(good, 1)]);
    const failed = await handling.sweep(
      store,
      (line, _, { newId }) => (newId(), append(line, line === undefined ? 'forbidden' : 'swept')),
      [good, randomUUID(), bad],
    );
    expect(await appliedTo(good)).toEqual(['accepted 1', 'swept']);
    expect(await appliedTo(bad)).toEqual(['accepted 1', 'swept']);
    expect(failed).toHaveLength(1);
  });
});

describe('messages that wait for several reasons', () => {
  it('a broken envelope behind one that waits does not stand before it', async () => {
    const key = randomUUID();
    await handling.take([disputed(key, 1), accepted(key, 2, undefined, notAnId), accepted(key, 3)]);
    expect(await parkedOf(key)).toEqual(['1 waits', '2 behind', '3 behind']);
    await handling.take([voided(key, 1)]);
    expect(await appliedTo(key)).toEqual(['voided', 'disputed']);
    expect(await parkedOf(key)).toEqual(['2 faulty', '3 behind']);
    await aside(key);
    await handling.retry([key]);
    expect(await appliedTo(key)).toEqual(['voided', 'disputed', 'accepted 3']);
  });

  it('a set-aside opens no way past a message that is missing', async () => {
    const key = randomUUID();
    await handling.take([accepted(key, 1, BREAKS), accepted(key, 2), accepted(key, 4)]);
    await aside(key);
    await handling.retry([key]);
    expect(await appliedTo(key)).toEqual(['accepted 2']);
    expect(await parkedOf(key)).toEqual(['4 gap']);
    await handling.take([accepted(key, 3)]);
    expect(await appliedTo(key)).toEqual(['accepted 2', 'accepted 3', 'accepted 4']);
  });

  it('a second gap behind the first is named when the first is filled', async () => {
    const key = randomUUID();
    await handling.take([accepted(key, 2), accepted(key, 4)]);
    await handling.take([accepted(key, 1)]);
    expect(await appliedTo(key)).toEqual(['accepted 1', 'accepted 2']);
    expect(await parkedOf(key)).toEqual(['4 gap']);
  });

  it('a gap that a set-aside closes is tried again', async () => {
    const key = randomUUID();
    await handling.take([accepted(key, 2), accepted(key, 1, BREAKS)]);
    await aside(key);
    await handling.retry([key]);
    expect(await appliedTo(key)).toEqual(['accepted 2']);
  });

  it('one that was behind and now waits for another topic says so, and keeps its place', async () => {
    const key = randomUUID();
    await handling.take([accepted(key, 2, BREAKS), disputed(key, 3)]);
    await handling.take([accepted(key, 1)]);
    await aside(key);
    await handling.retry([key]);
    expect(await parkedOf(key)).toEqual(['3 waits']);
  });

  it('more than a hundred of one key flow when the first is there', async () => {
    const key = randomUUID();
    await handling.take(Array.from({ length: 150 }, (_, index) => accepted(key, index + 2)));
    await handling.take([accepted(key, 1)]);
    expect(await appliedTo(key)).toHaveLength(151);
  });
});

describe('a sequence under two ids', () => {
  it('has no effect when it is redriven, for its place is taken', async () => {
    const key = randomUUID();
    await handling.take([accepted(key, 1)]);
    await handling.take([accepted(key, 1), accepted(key, 2)]);
    await redriveNow(key);
    expect(await appliedTo(key)).toEqual(['accepted 1']);
    expect(await parkedOf(key)).toEqual(['1 faulty', '2 behind']);
    await aside(key);
    await handling.retry([key]);
    expect(await appliedTo(key)).toEqual(['accepted 1', 'accepted 2']);
  });

  it('is set aside without making the one that was applied a stranger', async () => {
    const key = randomUUID();
    const first = accepted(key, 1);
    await handling.take([first]);
    await handling.take([accepted(key, 1)]);
    await aside(key);
    await handling.take([first]);
    expect(await parkedOf(key)).toEqual([]);
  });

  it('is kept, not dropped, while the other one is parked', async () => {
    const key = randomUUID();
    await handling.take([accepted(key, 1, BREAKS)]);
    await handling.take([accepted(key, 1)]);
    expect(await parkedOf(key)).toEqual(['1 faulty', '? faulty']);
  });
});

describe('what was set aside', () => {
  it('stays aside when the broker delivers it again', async () => {
    const key = randomUUID();
    const broken = accepted(key, 1, undefined, notAnId);
    await handling.take([broken]);
    await aside(key);
    await handling.take([broken, accepted(key, 2)]);
    expect(await appliedTo(key)).toEqual(['accepted 2']);
    expect(await parkedOf(key)).toEqual([]);
  });
});

it('parks a message although its place on a topic that was made anew is known from before', async () => {
  const [old, fresh] = [accepted(randomUUID(), 1, BREAKS), accepted(randomUUID(), 1, BREAKS)];
  await handling.take([old]);
  await handling.take([{ ...fresh, record: { ...fresh.record, offset: old.record.offset } }]);
  expect(await parkedOf(fresh.key)).toEqual(['1 faulty']);
});

it('redrives what is faulty although a thousand others are parked before it', async () => {
  const key = randomUUID();
  await test.database.sql`
    INSERT INTO messaging.parked (stream, key, sequence, partition, at_offset, why, reason, headers, parked_at)
    SELECT ${OTHER}, 'many ' || n, 2, 1, 100000 + n, 'gap', '', '{}', app_now() FROM generate_series(1, 1001) AS n`;
  await handling.take([accepted(key, 1, BREAKS)]);
  expect(await redrive(test.database.sql, {}, { dryRun: true })).toContainEqual(expect.objectContaining({ key }));
});
