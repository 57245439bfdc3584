import { Socket } from 'node:net';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Database } from './database.js';
import { migration } from './migration.js';
import { officersSight, shownToOfficers } from './officers.js';
import { quickSight } from './quick-sight.js';
import type { Sql } from './sql.js';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  const made = migration(
    'MakeThings1700000000901',
    ...officersSight,
    ...quickSight,
    'CREATE TABLE things (agency text)',
    `INSERT INTO things VALUES ('ours'), ('theirs')`,
    ...shownToOfficers('things', 'ARRAY[agency] && (SELECT officers_words())'),
  );
  test = await testDatabase([made]);
  // One connection, so that whatever a read left behind is met by the next one.
  database = await Database.open({ url: test.url, name: 'test', poolConnections: 1 });
});
afterAll(async () => {
  await database.close();
  await test.close();
});

const ways = ['readAsOfficer', 'readAtOnceAsOfficer'] as const;
const ours = [{ role: 'coordinator', agency: 'ours' }];
const things = async (sql: Sql) => sql<{ agency: string }>`SELECT agency FROM things`;

/** What the client sends, as it is without a spy. */
const send = pg.Client.prototype.query as unknown as (this: pg.Client, ...given: unknown[]) => unknown;

describe.each(ways)('%s', (way) => {
  it('shows what the posts open, to several statements alike', async () => {
    const both = await database[way](ours, async (sql) => Promise.all([things(sql), things(sql)]));
    expect(both).toEqual([[{ agency: 'ours' }], [{ agency: 'ours' }]]);
  });

  it('fails with what a statement met, and leaves the connection usable', async () => {
    const dividing = database[way](ours, async (sql) => Promise.all([sql`SELECT 1 / 0`, things(sql)]));
    await expect(dividing).rejects.toThrow('division by zero');
    expect(await database[way](ours, things)).toEqual([{ agency: 'ours' }]);
  });

  it('leaves nothing open when what asks breaks before it has asked', async () => {
    const breaks = (): never => {
      throw new Error('broken');
    };
    await expect(database[way](ours, breaks)).rejects.toThrow('broken');
    const who = async (sql: Sql) => sql`SELECT current_user = session_user AS "isService"`;
    expect(await database.transactionOnKeys(who, 'officers')).toEqual([{ isService: true }]);
  });

  it('gives nothing when the transaction did not begin, whatever was read then', async () => {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    query.mockImplementation(function (this: pg.Client, text: unknown, ...more: unknown[]) {
      const begins = typeof text === 'string' && text.startsWith('BEGIN');
      return send.call(this, begins ? 'no statement' : text, ...more);
    });
    const looking = database[way](ours, things);
    await expect(looking)
      .rejects.toThrow('syntax error')
      .finally(() => query.mockRestore());
    expect(await database[way](ours, things)).toEqual([{ agency: 'ours' }]);
  });
});

describe('reading at once', () => {
  it('refuses a statement that comes later: it would see everything', async () => {
    const late = database.readAtOnceAsOfficer(ours, async (sql) => {
      await things(sql);
      return things(sql);
    });
    await expect(late).rejects.toThrow('transaction has ended');
  });

  it('sends all of it in one piece', async () => {
    await database.readAtOnceAsOfficer(ours, things);
    const sockets = Socket.prototype as unknown as Record<'_write' | '_writev', () => void>;
    const written = (['_write', '_writev'] as const).map((way) => vi.spyOn(sockets, way));
    await database.readAtOnceAsOfficer(ours, async (sql) => Promise.all([things(sql), things(sql)]));
    expect(written.flatMap(({ mock }) => mock.calls)).toHaveLength(1);
    for (const spy of written) spy.mockRestore();
  });
});
