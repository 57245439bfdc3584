import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fact, TextWritten } from '@tuntas/events';
import type { TestDatabase } from '@tuntas/testing';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closed, type Held, IntakePlatform, routed } from '../fixtures/platform.js';

/** Drawn anew each time: other tests use the same server. */
const canary = randomBytes(6).toString('hex');
const identity = {
  name: `nama-${canary}`,
  email: `surel-${canary}@contoh.id`,
  phone: `+62${parseInt(canary, 16)}`.slice(0, 15),
};
const told = `isi-${canary}`;
const secretTold = `rahasia-${canary}`;
const reply = `balasan-${canary}`;
const identities = [identity.name, identity.email, identity.phone];
let platform: IntakePlatform;

beforeAll(async () => {
  platform = await IntakePlatform.begun();
});
afterAll(async () => platform.close());

/** Which of these stand in any file of a database, byte for byte: live rows, dead rows, indexes, what was too long for a page. */
async function inFilesOf({ database }: TestDatabase, sought: readonly (string | Buffer)[]): Promise<number[]> {
  await database.query('CHECKPOINT');
  const [place] = await database.sql<{ folder: string }>`
    SELECT current_setting('data_directory') || '/base/' || oid AS folder FROM pg_database WHERE datname = current_database()`;
  return inFolder(place?.folder ?? '', sought);
}

/** The write-ahead log of the whole server. */
async function inLogOf({ database }: TestDatabase, sought: readonly (string | Buffer)[]): Promise<number[]> {
  const [place] = await database.sql<{
    folder: string;
  }>`SELECT current_setting('data_directory') || '/pg_wal' AS folder`;
  return inFolder(place?.folder ?? '', sought);
}

async function inFolder(folder: string, sought: readonly (string | Buffer)[]): Promise<number[]> {
  const found = new Set<number>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(folder, entry.name));
    for (const [at, one] of sought.entries()) if (bytes.includes(one)) found.add(at);
  }
  return [...found].toSorted((one, other) => one - other);
}

async function toldAndAnswered(): Promise<Held> {
  const textId = randomUUID();
  const held = await platform.opened(
    [routed, fact(TextWritten, { textId, audience: 'complainant', purpose: 'follow-up', words: reply })],
    { text: told, contact: identity },
  );
  await eventually(async () => expect((await platform.own(held))['replies']).toHaveLength(1));
  return held;
}

describe('whoever steals both databases and their log, byte for byte, without the key encryption key', () => {
  it('reads no identity and no secret word; only ordinary words', async () => {
    await toldAndAnswered();
    await platform.told({ text: secretTold, secret: true, contact: identity });
    const sought = [...identities, secretTold, told];
    expect(await inFilesOf(platform.db, sought)).toEqual([sought.length - 1]);
    expect(await inFilesOf(platform.keys, sought)).toEqual([]);
    expect(await inLogOf(platform.db, sought)).toEqual([sought.length - 1]);
  });

  it('would be found, were one identity written as it is', async () => {
    await platform.db.database.sql`
      INSERT INTO legal_holds (id, complaint_id, reason, placed_by_role, placed_by_subject, placed_at)
      VALUES (${randomUUID()}, ${randomUUID()}, ${identity.name}, 'auditor', 'x', now())`;
    expect(await inFilesOf(platform.db, identities)).toEqual([0]);
    await platform.db.database.sql`DELETE FROM legal_holds WHERE placed_by_subject = 'x'`;
  });
});

describe('after an erasure', () => {
  const wrappedOf = async ({ id }: Held): Promise<Buffer[]> => {
    const rows = await platform.keys.database.sql<{ wrapped: Buffer }>`
      SELECT wrapped FROM data_keys WHERE complaint_id = ${id}`;
    return rows.map(({ wrapped }) => wrapped);
  };
  const sealedOf = async ({ id }: Held): Promise<Buffer[]> => {
    const rows = await platform.db.database.sql<{ sealed: Buffer }>`
      SELECT sealed FROM identities WHERE complaint_id = ${id}`;
    return rows.map(({ sealed }) => sealed);
  };

  it('no live row has key, identity or words; what was on the disk goes with the tables’ old files', async () => {
    const held = await toldAndAnswered();
    await platform.follow(held, closed);
    const [wrapped, sealed] = [await wrappedOf(held), await sealedOf(held)];
    expect(await inFilesOf(platform.keys, wrapped)).toEqual([0]);
    await platform.act('erasures', held);
    expect(await wrappedOf(held)).toEqual([]);
    expect(await sealedOf(held)).toEqual([]);
    await platform.sweepRewriting();
    for (const table of ['identities', 'texts', 'replies']) await platform.db.database.query(`VACUUM FULL ${table}`);
    expect(await inFilesOf(platform.keys, wrapped)).toEqual([]);
    expect(await inFilesOf(platform.db, sealed)).toEqual([]);
  });

  it('the file of the keys is written anew once after erasures, and once more where somebody still saw them', async () => {
    const fileOf = async () =>
      (await platform.keys.database.sql<{ file: string }>`SELECT pg_relation_filepath('data_keys') AS file`)[0]?.file;
    const patient = { idle_in_transaction_session_timeout: 0 };
    await platform.sweepRewriting();
    const file = await fileOf();
    await platform.sweepRewriting();
    expect(await fileOf()).toBe(file);

    const held = await toldAndAnswered();
    const backup = await platform.keys.database.session({ name: 'backup', idleMs: 0, settings: patient });
    await backup.sql`BEGIN ISOLATION LEVEL REPEATABLE READ`;
    // It has seen something of this moment, so whatever it reads next has to be there as it was.
    await backup.sql`SELECT FROM destructions`;
    const wrapped = await wrappedOf(held);
    await platform.act('consent-withdrawals', held);
    await platform.sweepRewriting();
    expect(await inFilesOf(platform.keys, wrapped)).toEqual([0]);
    await backup.close();
    await platform.sweepRewriting();
    expect(await inFilesOf(platform.keys, wrapped)).toEqual([]);
  });

  it('the write-ahead log has it until it is let go, and not for longer', async () => {
    const held = await toldAndAnswered();
    const wrapped = await wrappedOf(held);
    await platform.act('consent-withdrawals', held);
    await platform.sweepRewriting();
    expect(await inLogOf(platform.keys, wrapped)).toEqual([0]);
    // As docs/operations/keys.md wants it of that server, faster: no archive is kept here either.
    const { database } = platform.keys;
    const settings = { wal_recycle: 'off', archive_timeout: '1s' };
    try {
      for (const [name, value] of Object.entries(settings))
        await database.query(`ALTER SYSTEM SET ${name} = '${value}'`);
      await database.query('SELECT pg_reload_conf()');
      await eventually(async () => {
        await database.query('CHECKPOINT');
        expect(await inLogOf(platform.keys, wrapped)).toEqual([]);
      });
    } finally {
      for (const name of Object.keys(settings)) await database.query(`ALTER SYSTEM RESET ${name}`);
      await database.query('SELECT pg_reload_conf()');
    }
  });

  it('a backup of intake of before, and the key encryption key, open nothing', async () => {
    const held = await toldAndAnswered();
    const [intake] = await platform.backUp();
    await platform.act('consent-withdrawals', held);
    await platform.restore([intake ?? []]);
    expect(await sealedOf(held)).toHaveLength(1);
    expect(await platform.own(held)).toMatchObject({ identityErased: true });
    expect(await platform.contact(held)).toMatchObject({ status: 410 });
  });
});
