import { randomUUID } from 'node:crypto';
import {
  ComplaintAccepted,
  ComplaintDisputed,
  type DataOf,
  type EventDeclaration,
  type EventOf,
  fact,
  RoutingVoid,
} from '@tuntas/events';
import { refused } from '@tuntas/runtime';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decided, type Decision, later, says } from '../decision.js';
import type { Arrived } from '../envelope.js';
import { redrive, setAside } from '../inbox/redrive.js';
import { messagingMigrations } from '../migrations/index.js';
import { CreateLines, type Line, LineStore } from '../spec/ledger-store.js';
import { Handling } from './handling.js';
import { Reaction, Reactions } from './registry.js';

const STREAM = 'tuntas.intake.v1';

/** Applies an acceptance; breaks on demand, so that the tests can be cruel. */
@Reaction(ComplaintAccepted, LineStore)
class OnAccepted {
  decide(line: Line | undefined, { data }: EventOf<typeof ComplaintAccepted>): Decision<Line> {
    if (data.answerId === BREAKS) throw new TypeError('a bug in the handler');
    const word = data.answerId === FORBIDDEN ? 'forbidden' : `accepted ${data.rating ?? 0}`;
    return decided({ applied: [...(line?.applied ?? []), word] }, fact(RoutingVoid, aVoid));
  }
}

/** Waits for an acceptance, as an answer waits for its question. */
@Reaction(ComplaintDisputed, LineStore)
class OnDisputed {
  decide(line: Line | undefined): Decision<Line> {
    if (!line?.applied.includes('accepted 1')) return later;
    return decided({ applied: [...line.applied, 'disputed'] });
  }
}

const BREAKS = randomUUID();
const FORBIDDEN = randomUUID();
const aVoid: DataOf<typeof RoutingVoid> = {
  state: 'SUBMITTED',
  holder: { body: 'national-desk' },
  round: 1,
  version: 1,
  clocks: [],
  answeredRound: 1,
  agency: 'dinas-sosial',
  because: 'round-over',
};

let test: TestDatabase;
let handling: Handling;
let wakes = 0;
let offset = 0n;
const store = new LineStore();

beforeAll(async () => {
  test = await testDatabase([...messagingMigrations, CreateLines]);
  const parts = new Map<unknown, unknown>([
    [OnAccepted, new OnAccepted()],
    [OnDisputed, new OnDisputed()],
    [LineStore, store],
  ]);
  const reactions = new Reactions([OnAccepted, OnDisputed], (type) => parts.get(type) as never);
  handling = new Handling(test.database, reactions, () => (wakes += 1));
});
afterAll(async () => test.close());
beforeEach(() => (wakes = 0));

function message(
  key: string,
  sequence: number,
  event: EventDeclaration,
  data: object,
  id: string = randomUUID(),
): Arrived {
  const headers = {
    ce_specversion: '1.0',
    ce_id: id,
    ce_type: event.type,
    ce_source: event.owner,
    ce_subject: key,
    ce_time: '2026-11-23T01:00:00Z',
    ce_sequence: String(sequence),
  };
  return {
    stream: event.stream,
    key,
    sequence,
    record: { partition: 0, offset: (offset += 1n), headers, value: Buffer.from(JSON.stringify(data)) },
  };
}
const accepted = (key: string, sequence: number, rating = sequence, id?: string): Arrived =>
  message(key, sequence, ComplaintAccepted, { answerId: randomUUID(), rating }, id);
const disputed = (key: string, sequence: number): Arrived =>
  message(key, sequence, ComplaintDisputed, { answerId: randomUUID() });

async function appliedTo(key: string): Promise<string[] | undefined> {
  const [row] = await test.database.sql<{ applied: string[] }>`SELECT applied FROM lines WHERE key = ${key}`;
  return row?.applied;
}
async function parkedOf(key: string): Promise<{ sequence: number; why: string; reason: string }[]> {
  return test.database.sql`SELECT sequence, why, reason FROM messaging.parked WHERE key = ${key} ORDER BY sequence`;
}

describe('a chunk of messages', () => {
  it('is applied in order per key, and its facts get gapless sequences', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    await handling.take([accepted(one, 1), accepted(other, 1), accepted(one, 2), accepted(one, 3)]);
    expect(await appliedTo(one)).toEqual(['accepted 1', 'accepted 2', 'accepted 3']);
    expect(await appliedTo(other)).toEqual(['accepted 1']);
    const journal = await test.database
      .sql`SELECT sequence, type FROM messaging.journal WHERE key = ${one} ORDER BY id`;
    expect(journal).toEqual([1, 2, 3].map((sequence) => ({ sequence, type: 'case.routing-void' })));
    const [outbox] = await test.database.sql`
      SELECT count(*) AS rows FROM messaging.outbox o JOIN messaging.journal j ON j.id = o.journal_id WHERE j.key = ${one}`;
    expect(outbox).toEqual({ rows: 3 });
    expect(wakes).toBe(1);
  });

  it('has its effect once when it comes again, in one chunk or in two', async () => {
    const key = randomUUID();
    const [first, second] = [accepted(key, 1), accepted(key, 2)];
    await handling.take([first, first, second]);
    await handling.take([first, second]);
    expect(await appliedTo(key)).toEqual(['accepted 1', 'accepted 2']);
  });

  it('remembers the next offset of its partition', async () => {
    await handling.take([accepted(randomUUID(), 1)]);
    const [row] = await test.database.sql`SELECT next_offset FROM messaging.inbox_offsets WHERE stream = ${STREAM}`;
    expect(row).toEqual({ next_offset: Number(offset + 1n) });
  });

  it('counts a type that this version does not know, and goes on', async () => {
    const key = randomUUID();
    const unknown = { ...ComplaintAccepted, type: 'complaint.sung' } as EventDeclaration;
    await handling.take([message(key, 1, unknown, { tune: 'keroncong' }), accepted(key, 2)]);
    expect(await appliedTo(key)).toEqual(['accepted 2']);
    expect(await test.database.sql`SELECT type FROM messaging.skipped WHERE key = ${key}`).toEqual([
      { type: 'complaint.sung' },
    ]);
  });
});

describe('a message that cannot be applied', () => {
  const faults: [string, (key: string) => Arrived, RegExp][] = [
    [
      'the handler breaks on',
      (key) => message(key, 1, ComplaintAccepted, { answerId: BREAKS }),
      /handler failed with TypeError/,
    ],
    [
      'the database refuses',
      (key) => message(key, 1, ComplaintAccepted, { answerId: FORBIDDEN }),
      /refused by the database: lines_/,
    ],
    [
      'does not fit its schema',
      (key) => message(key, 1, ComplaintAccepted, { answerId: 7 }),
      /does not fit complaint.accepted/,
    ],
    [
      'is no JSON',
      (key) => ({ ...accepted(key, 1), record: { ...accepted(key, 1).record, value: Buffer.from('{') } }),
      /no JSON/,
    ],
    ['stands on the wrong stream', (key) => message(key, 1, { ...RoutingVoid, stream: STREAM }, {}), /does not belong/],
  ];
  it.each(faults)('%s parks its own key with the reason, and the chunk goes on', async (_, faulty, reason) => {
    const [bad, good] = [randomUUID(), randomUUID()];
    await handling.take([accepted(good, 1), faulty(bad), accepted(bad, 2), accepted(good, 2)]);
    expect(await appliedTo(good)).toEqual(['accepted 1', 'accepted 2']);
    expect(await appliedTo(bad)).toBeUndefined();
    expect(await parkedOf(bad)).toEqual([
      { sequence: 1, why: 'faulty', reason: expect.stringMatching(reason) as string },
      { sequence: 2, why: 'behind', reason: 'a message before it waits' },
    ]);
  });

  it('has no sequence: it parks, and what comes later on its key waits behind it', async () => {
    const key = randomUUID();
    const { sequence: _, ...rest } = accepted(key, 1);
    await handling.take([rest, accepted(key, 1)]);
    expect(await parkedOf(key)).toEqual([
      { sequence: 1, why: 'behind', reason: 'a message before it waits' },
      { sequence: null, why: 'faulty', reason: 'the header ce_sequence is missing or no positive number' },
    ]);
  });

  it('alarms, and drops nothing, when a sequence comes under another id', async () => {
    const key = randomUUID();
    await handling.take([accepted(key, 1)]);
    await handling.take([accepted(key, 1, 5)]);
    expect(await appliedTo(key)).toEqual(['accepted 1']);
    expect(await parkedOf(key)).toEqual([
      { sequence: 1, why: 'faulty', reason: 'its sequence was used by another event' },
    ]);
  });

  it('is applied by a redrive after the cause is gone, with all that waited behind it', async () => {
    const key = randomUUID();
    await handling.take([message(key, 1, ComplaintAccepted, { answerId: FORBIDDEN }), accepted(key, 2)]);
    await test.database.sql`ALTER TABLE lines DROP CONSTRAINT lines_applied_check`;
    expect(await redrive(test.database.sql, { key }, { dryRun: true })).toMatchObject([{ key, sequence: 1 }]);
    expect(await appliedTo(key)).toBeUndefined();
    await redrive(test.database.sql, { key }, { dryRun: false });
    await handling.retry([key]);
    await test.database.sql`
      ALTER TABLE lines ADD CONSTRAINT lines_applied_check CHECK (NOT applied ? 'forbidden') NOT VALID`;
    expect(await appliedTo(key)).toEqual(['forbidden', 'accepted 2']);
    expect(await parkedOf(key)).toEqual([]);
  });

  it('stays faulty when it is redriven and the cause is still there', async () => {
    const key = randomUUID();
    await handling.take([message(key, 1, ComplaintAccepted, { answerId: BREAKS }), accepted(key, 2)]);
    await redrive(test.database.sql, { key }, { dryRun: false });
    await handling.retry([key]);
    expect(await parkedOf(key)).toMatchObject([{ why: 'faulty' }, { why: 'behind' }]);
  });

  it('is passed by setting it aside, which says who did it and why', async () => {
    const key = randomUUID();
    await handling.take([message(key, 1, ComplaintAccepted, { answerId: BREAKS }), accepted(key, 2)]);
    await setAside(test.database, { stream: STREAM, key }, { by: 'operator', reason: 'sent by a test' });
    await handling.retry([key]);
    expect(await appliedTo(key)).toEqual(['accepted 2']);
    expect(
      await test.database.sql`SELECT sequence, set_aside_by, reason FROM messaging.set_aside WHERE key = ${key}`,
    ).toEqual([{ sequence: 1, set_aside_by: 'operator', reason: 'sent by a test' }]);
  });
});

describe('a message with another one missing before it', () => {
  it('waits for it, with what follows, and all are applied in order when it comes', async () => {
    const key = randomUUID();
    await handling.take([accepted(key, 1)]);
    await handling.take([accepted(key, 3), accepted(key, 4)]);
    expect(await appliedTo(key)).toEqual(['accepted 1']);
    expect((await parkedOf(key)).map(({ why }) => why)).toEqual(['gap', 'behind']);
    await handling.take([accepted(key, 2)]);
    expect(await appliedTo(key)).toEqual(['accepted 1', 'accepted 2', 'accepted 3', 'accepted 4']);
    expect(await parkedOf(key)).toEqual([]);
  });
});

describe('a message that waits for another topic', () => {
  it('is taken up in the transaction that brings what it waits for', async () => {
    const key = randomUUID();
    await handling.take([disputed(key, 1)]);
    expect(await parkedOf(key)).toMatchObject([{ why: 'waits' }]);
    await handling.command({ store, key, input: undefined, decide: () => decided({ applied: ['accepted 1'] }) });
    expect(await appliedTo(key)).toEqual(['accepted 1', 'disputed']);
    expect(await parkedOf(key)).toEqual([]);
  });
});

describe('a command', () => {
  it('that is refused changes nothing and throws why', async () => {
    const key = randomUUID();
    const asked = handling.command({ store, key, input: 1, decide: () => refused('move-not-legal') });
    await expect(asked).rejects.toMatchObject({ kind: 'refused', code: 'move-not-legal' });
    expect(await appliedTo(key)).toBeUndefined();
  });

  it('that makes a body nobody declared records nothing', async () => {
    const key = randomUUID();
    const decide = (): Decision<Line> => says({ event: RoutingVoid, data: { round: 'one' } });
    await expect(handling.command({ store, key, input: 1, decide })).rejects.toThrow(/round/);
    expect(await test.database.sql`SELECT 1 FROM messaging.journal WHERE key = ${key}`).toEqual([]);
  });

  it('waits for its turn: fifty at once on one key see each other', async () => {
    const key = randomUUID();
    const append = (line: Line | undefined): Decision<Line> => decided({ applied: [...(line?.applied ?? []), 'x'] });
    await Promise.all(
      Array.from({ length: 50 }, async () => handling.command({ store, key, input: 1, decide: append })),
    );
    expect(await appliedTo(key)).toHaveLength(50);
  });
});
