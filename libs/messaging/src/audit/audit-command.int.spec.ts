import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComplaintAccepted, fact } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import { signingKey, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordFirst } from '../journal/record.js';
import { messagingMigrations } from '../migrations/index.js';
import { auditCommand } from './audit-command.js';
import { chainEntries } from './chain-entries.js';
import { headsOf, signIfDue } from './head-store.js';

const key = signingKey('routing-audit');
let test: TestDatabase;
let kept: string;

const record = async (sql: Sql, count: number): Promise<void> =>
  recordFirst(
    sql,
    Array.from({ length: count }, () => ({
      key: randomUUID(),
      fact: fact(ComplaintAccepted, { answerId: randomUUID() }),
    })),
  );
const chain = async (sql: Sql): Promise<void> => {
  while ((await chainEntries(sql, Number.MAX_SAFE_INTEGER, 10)) > 0);
};

/** 30 entries, a head that somebody keeps, 30 more and a head that nobody keeps. */
beforeAll(async () => {
  test = await testDatabase(messagingMigrations);
  const { sql } = test.database;
  await record(sql, 30);
  await chain(sql);
  await signIfDue(sql, 'routing', key);
  kept = join(await mkdtemp(join(tmpdir(), 'tuntas-heads-')), 'heads.json');
  await writeFile(kept, JSON.stringify({ ...(await headsOf(sql, 'routing')), missing: ['intake'] }));
  await test.moveClock('61 minutes');
  await record(sql, 30);
  await chain(sql);
  await signIfDue(sql, 'routing', key);
  await chain(sql);
});
afterAll(async () => test.close());
afterEach(() => (process.exitCode = undefined));

/** What the command says after a change that is undone again. */
async function said(
  change: string,
  { from, anew = false }: { from?: string; anew?: boolean } = {},
): Promise<readonly [text: string, code: unknown]> {
  let text = '';
  const undo = new Error('undone');
  await test.database
    .transaction(async (sql) => {
      if (change) await sql(Object.assign([change], { raw: [change] }));
      if (anew) await chain(sql);
      text = await auditCommand(sql, 'routing', ['verify', ...(from === undefined ? [] : ['--from', from])]);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return [text, process.exitCode];
}

describe('audit verify', () => {
  it('says of an untouched journal that it is whole, and how far', async () => {
    const [text, code] = await said('', { from: kept });
    expect(text).toMatch(/^routing: 62 entries in 8 batches are as they were chained; all 2 heads are in it; 0 wait/);
    expect(code).toBeUndefined();
  });

  it('names the first position that is wrong, and ends with code 1', async () => {
    const [text, code] = await said(`UPDATE messaging.journal SET key = 'other' WHERE id IN (44, 50)`);
    expect(text).toMatch(
      /^routing: WRONG: at position 44: entry 44 is not what was chained \(altered\)\nrouting: 40 entries/,
    );
    expect(code).toBe(1);
  });

  it('is told by the heads in the database that the chain was made anew', async () => {
    const [text, code] = await said(`DELETE FROM messaging.audit_chain`, { anew: true });
    expect(text).toMatch(/^routing: WRONG: at position 31: the head published at .* was cut off or made anew/);
    expect(code).toBe(1);
  });

  it('is told by a head that somebody kept, when the heads in the database went with the chain', async () => {
    const forge = `
      WITH heads AS (DELETE FROM messaging.audit_heads), chained AS (DELETE FROM messaging.audit_chain)
      UPDATE messaging.journal SET key = 'other' WHERE id = 12`;
    expect((await said(forge, { anew: true }))[1]).toBeUndefined();
    const [text, code] = await said(forge, { anew: true, from: kept });
    expect(text).toMatch(/^routing: WRONG: at position 1: the head published at .* was cut off or made anew \(heads\)/);
    expect(code).toBe(1);
  });

  it('does not believe a head whose signature does not fit', async () => {
    const [text, code] = await said(
      `UPDATE messaging.audit_heads SET signed_at = signed_at - interval '1 ms' WHERE id = 1`,
    );
    expect(text).toMatch(/WRONG: the head of .* in the database is not signed by the key that it names/);
    expect(code).toBe(1);
  });

  it('is not content with a journal whose chain ends early', async () => {
    await test.moveClock('63 minutes');
    const cut = `WITH heads AS (DELETE FROM messaging.audit_heads) DELETE FROM messaging.audit_chain WHERE position > 40`;
    const [text, code] = await said(cut);
    expect(text).toMatch(/^routing: WRONG: 22 entries at the end have not been chained for 1\d\d s/);
    expect(code).toBe(1);
  });

  it('takes no file that holds something else', async () => {
    const file = join(tmpdir(), 'tuntas-no-heads.json');
    await writeFile(file, '{"heads":[{"link":"00"}]}');
    await expect(said('', { from: file })).rejects.toThrow('holds no published heads');
  });
});
