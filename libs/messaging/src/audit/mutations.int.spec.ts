import { json } from '@tuntas/postgres';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagingMigrations } from '../migrations/index.js';
import { chainEntries } from './chain-entries.js';
import type { Entry } from './entry.js';
import { entriesOf, readBatches } from './read-chain.js';
import { type Batch, type End, type Fault, GENESIS, isFault, verifyBatch } from './verify-batch.js';
import { type KeptHead, verifyChain } from './verify-chain.js';

const ENTRIES = 10_000;
/** Small, so that every position can be tried in seconds: a batch is verified up to its first fault. */
const BATCH = 20;

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase(messagingMigrations);
  await fill(test);
}, 60_000);
afterAll(async () => test.close());

/** Facts as any service could have written them; texts of any characters, since the canonical form must not depend on them. */
async function fill({ database: { sql } }: TestDatabase): Promise<void> {
  const text = fc.string({ unit: 'binary', maxLength: 40 }).map((any) => any.replaceAll('\0', '').toWellFormed());
  const rows = fc.sample(fc.record({ key: text, type: text, word: text }), { numRuns: ENTRIES, seed: 5 });
  const facts = rows.map(({ word, ...row }, at) => ({
    ...row,
    data: JSON.stringify({ word, at }),
    caused: at % 3 === 0,
  }));
  await sql`
    INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data, causation_id)
    SELECT now() - interval '100 days' + at * interval '867.123456 s', uuidv7(), 'tuntas.intake.v1', key, at, type, data::json,
      CASE WHEN caused THEN gen_random_uuid() END
    FROM json_to_recordset(${json(facts.map((fact, at) => ({ ...fact, at })))})
      AS f (at int, key text, type text, data text, caused boolean) ORDER BY at`;
  while ((await chainEntries(sql, ENTRIES, BATCH)) > 0);
}

/** The head as it was published when the chain ended at this position. */
const headAt = async (position: number): Promise<KeptHead> => {
  const [row] = await test.database.sql<{ link: Buffer }>`
    SELECT link FROM messaging.audit_chain WHERE position = ${position}`;
  return { link: row!.link, at: new Date(Date.UTC(2026, 0, 1) + position) };
};

describe('a journal of 10,000 entries', () => {
  /** The chain in memory: each batch with its entries, and where it begins. */
  const parts: { before: End; batch: Batch; entries: Entry[] }[] = [];
  let tried = 0;
  const undetected: string[] = [];

  beforeAll(async () => {
    let before: End = GENESIS;
    for await (const batch of readBatches(test.database.sql)) {
      const entries = await entriesOf(test.database.sql, before, batch);
      parts.push({ before, batch, entries });
      before = { position: batch.position, link: batch.link, id: batch.ids.at(-1)! };
    }
  });

  /** Only what comes after a mutation can tell of it, and before it nothing changes: the rest need not be verified again. */
  const attempt = (
    what: string,
    from: number,
    changed: readonly { batch: Batch; entries: readonly Entry[] }[],
  ): void => {
    tried += 1;
    let end: End | Fault = parts[from]!.before;
    for (const { batch, entries } of changed) if (!isFault(end)) end = verifyBatch(end, batch, entries);
    if (!isFault(end)) undetected.push(what);
  };

  it('is verified whole: both ways of making a digest agree on whatever characters there are', async () => {
    const { end, batches, fault, unchained } = await verifyChain(test.database.sql, [await headAt(ENTRIES)]);
    expect({ fault, batches, position: end.position, left: unchained?.entries }).toEqual({
      fault: undefined,
      batches: ENTRIES / BATCH,
      position: ENTRIES,
      left: 0,
    });
    expect(parts.flatMap(({ entries }) => entries)).toHaveLength(ENTRIES);
  });

  it('tells of every flip, drop, insert, double and swap at every position', () => {
    const flips: Readonly<Record<string, (entry: Entry) => Partial<Entry>>> = {
      id: ({ id }) => ({ id: id + 0.5 }),
      recordedUs: ({ recordedUs }) => ({ recordedUs: String(BigInt(recordedUs) + 1n) }),
      eventId: ({ eventId }) => ({ eventId: eventId.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }),
      stream: () => ({ stream: 'tuntas.routing.v1' }),
      key: ({ key }) => ({ key: `${key} ` }),
      sequence: ({ sequence }) => ({ sequence: `${sequence}0` }),
      type: ({ type }) => ({ type: `${type}.` }),
      data: ({ data }) => ({ data: `${data} ` }),
      causationId: ({ causationId, eventId }) => ({ causationId: causationId === null ? eventId : null }),
    };
    for (const [from, { batch, entries }] of parts.entries()) {
      const tell = (what: string, changed: readonly Entry[]) => attempt(what, from, [{ batch, entries: changed }]);
      for (const [at, entry] of entries.entries()) {
        for (const [column, flip] of Object.entries(flips)) {
          tell(`flip ${column} of ${entry.id}`, entries.with(at, { ...entry, ...flip(entry) }));
        }
        tell(`drop ${entry.id}`, entries.toSpliced(at, 1));
        tell(`insert after ${entry.id}`, entries.toSpliced(at + 1, 0, { ...entry, id: entry.id + 0.5 }));
        tell(`double ${entry.id}`, entries.toSpliced(at, 0, entry));
        const other = entries[(at + 7) % entries.length]!;
        const swapped = entries.map((one) => {
          if (one !== entry && one !== other) return one;
          return { ...(one === entry ? other : entry), id: one.id };
        });
        tell(`swap ${entry.id} with ${other.id}`, swapped);
      }
    }
    expect({ tried, undetected }).toEqual({ tried: 13 * ENTRIES, undetected: [] });
  });

  it('tells of every change of the chain itself', () => {
    const flipped = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte)));
    for (const [from, part] of parts.entries()) {
      const { batch, entries } = part;
      const next = parts.slice(from + 1, from + 2);
      const tell = (what: string, changed: Partial<Batch>) =>
        attempt(`${what} of ${batch.position}`, from, [{ batch: { ...batch, ...changed }, entries }, ...next]);
      tell('position', { position: batch.position + 1 });
      tell('digests', { digests: flipped(batch.digests) });
      tell('link', { link: flipped(batch.link) });
      tell('ids', { ids: batch.ids.with(3, batch.ids[4]!) });
      tell('an id less', { ids: batch.ids.slice(1), digests: batch.digests.subarray(32) });
      if (next.length > 0) {
        attempt(`drop of ${batch.position}`, from, next);
        attempt(`swap of ${batch.position}`, from, [...next, part]);
        attempt(`double of ${batch.position}`, from, [part, part]);
      }
    }
    expect(undetected).toEqual([]);
  });
});

describe('a change that is really made in Postgres', () => {
  const changes: readonly [what: string, statement: string, fault: Partial<Fault>][] = [
    [
      'a flipped type',
      `UPDATE messaging.journal SET type = 'case.closed' WHERE id = 1234`,
      { position: 1234, what: 'altered' },
    ],
    [
      'a flipped time',
      `UPDATE messaging.journal SET recorded_at = recorded_at + interval '1 us' WHERE id = 77`,
      { position: 77, what: 'altered' },
    ],
    ['one less', `DELETE FROM messaging.journal WHERE id = 5000`, { position: 5000, what: 'missing' }],
    ['the first ones less', `DELETE FROM messaging.journal WHERE id <= 20`, { position: 1, what: 'missing' }],
    ['the last ones less', `DELETE FROM messaging.journal WHERE id > 9990`, { position: 9991, what: 'missing' }],
    [
      'the first ones less, with their chain',
      `WITH gone AS (DELETE FROM messaging.audit_chain WHERE position <= 20) DELETE FROM messaging.journal WHERE id <= 20`,
      { position: 1, what: 'chain' },
    ],
    [
      'two that swapped',
      `UPDATE messaging.journal j SET key = o.key, type = o.type, data = o.data, sequence = o.sequence
       FROM messaging.journal o WHERE j.id IN (8, 9) AND o.id = 17 - j.id`,
      { position: 8, what: 'altered' },
    ],
    [
      'one twice',
      `INSERT INTO messaging.journal OVERRIDING SYSTEM VALUE
       SELECT id, recorded_at + interval '1 us', event_id, stream, key, sequence, type, data, causation_id FROM messaging.journal WHERE id = 40`,
      { position: 40, what: 'added' },
    ],
  ];

  it.each(changes)('is found: %s', async (_, statement, fault) => {
    const found = await inVain(statement, []);
    expect(found).toMatchObject(fault);
  });

  it('is found by a kept head alone: the end is cut off, of journal and chain', async () => {
    const cut = `WITH gone AS (DELETE FROM messaging.audit_chain WHERE position > 9980) DELETE FROM messaging.journal WHERE id > 9980`;
    expect(await inVain(cut, [])).toBeUndefined();
    const heads = await Promise.all([9_000, 9_980, ENTRIES].map(headAt));
    expect(await inVain(cut, heads)).toMatchObject({ position: 9_981, what: 'heads' });
  });

  it('is found by a kept head alone: the whole chain is made anew', async () => {
    const heads = await Promise.all([1_000, 2_000, ENTRIES].map(headAt));
    const forge = `UPDATE messaging.journal SET type = 'case.closed' WHERE id = 1234`;
    for (const batch of [BATCH, 1_000]) {
      expect(await inVain(forge, [], batch)).toBeUndefined();
      // In larger batches the chain has no end at any of these positions that is the same.
      const position = batch === BATCH ? 1_001 : 1;
      expect(await inVain(forge, heads, batch)).toMatchObject({ position, what: 'heads' });
    }
  });

  /** What verification says after a statement, and after a re-chaining when a batch size is given; all of it is rolled back. */
  async function inVain(statement: string, heads: readonly KeptHead[], anew?: number): Promise<Fault | undefined> {
    let fault: Fault | undefined;
    const undo = new Error('undone');
    await test.database
      .transaction(async (sql) => {
        const parts = Object.assign([statement], { raw: [statement] });
        await sql(parts);
        if (anew !== undefined) {
          await sql`DELETE FROM messaging.audit_chain`;
          while ((await chainEntries(sql, ENTRIES, anew)) > 0);
        }
        ({ fault } = await verifyChain(sql, heads));
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return fault;
  }
});
