import { connect, createServer, type Server, type Socket } from 'node:net';
import { isTransient } from '@tuntas/runtime';
import { type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from './database.js';
import { migration } from './migration.js';
import type { Sql } from './sql.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase([migration('CreateThings1700000000901', 'CREATE TABLE things (id int PRIMARY KEY)')]);
});
afterAll(async () => test.close());

const fault = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const things = async (): Promise<number[]> =>
  (await test.database.sql<{ id: number }>`SELECT id FROM things ORDER BY id`).map(({ id }) => id);

describe('a transaction', () => {
  it('whose connection is ended keeps nothing, says that it passes by itself, and leaves the pool usable', async () => {
    const error = await fault(
      test.database.transaction(async (sql) => {
        await sql`INSERT INTO things VALUES (1)`;
        const [me] = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`;
        await test.database.sql`SELECT pg_terminate_backend(${me!.pid})`;
        await sql`INSERT INTO things VALUES (2)`;
      }),
    );
    expect(isTransient(error)).toBe(true);
    expect(await Promise.all(Array.from({ length: 20 }, things))).toEqual(Array.from({ length: 20 }, () => []));
  });

  it('refuses statements that come after its end: they would be kept although it was rolled back', async () => {
    let late: Promise<unknown> | undefined;
    await fault(
      test.database.transaction(async (sql: Sql) => {
        const slow = sql`SELECT pg_sleep(0.05)`.then(async () => sql`INSERT INTO things VALUES (3)`);
        late = fault(slow);
        await Promise.all([slow, Promise.reject(new Error('something else'))]);
      }),
    );
    expect(String(await late)).toMatch(/transaction has ended/);
    expect(await things()).toEqual([]);
  });
});

describe('a transaction on keys', () => {
  it('plans a statement once, reads by the index what was empty then, and leaves the connection as it was', async () => {
    const one = await Database.open({ url: test.ownerUrl, name: 'test', poolConnections: 1 });
    await one.sql`CREATE TABLE keyed (id int PRIMARY KEY)`;
    const load = async (sql: Sql): Promise<unknown> => sql`SELECT id FROM keyed WHERE id = ANY (${[7]}::int[])`;
    await one.transactionOnKeys(load);
    await one.sql`INSERT INTO keyed SELECT generate_series(1, 20000)`;
    await one.transactionOnKeys(async (sql) => {
      const wholeReads = async (): Promise<unknown> =>
        sql`SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'keyed'`;
      const before = await wholeReads();
      for (let time = 0; time < 6; time += 1) expect(await load(sql)).toEqual([{ id: 7 }]);
      const [plans] = await sql`
        SELECT generic_plans::int AS generic, custom_plans::int AS custom FROM pg_prepared_statements
        WHERE statement LIKE 'SELECT id FROM keyed%'`;
      expect(plans).toEqual({ generic: 7, custom: 0 });
      expect(await wholeReads()).toEqual(before);
    });
    const [after] = await one.sql`
      SELECT current_setting('plan_cache_mode') AS plans, current_setting('enable_seqscan') AS whole`;
    expect(after).toEqual({ plans: 'auto', whole: 'on' });
    await one.close();
  });
});

describe('a connection that cannot be used again', () => {
  it('because a migration changed what its prepared statements give, is replaced by a fresh one', async () => {
    const narrow = await Database.open({ url: test.url, name: 'test', poolConnections: 1 });
    const all = async (): Promise<unknown> => narrow.sql`SELECT * FROM things`;
    await all();
    await test.database.sql`ALTER TABLE things ADD COLUMN name text`;
    expect(isTransient(await fault(all()))).toBe(true);
    expect(await all()).toEqual([]);
    await narrow.close();
  });

  it('because the other side went silent, is given up in time and replaced by a fresh one', async () => {
    const { hostname, port } = new URL(test.url);
    const deaf = new Set<Socket>();
    const proxy = await listening((from) => {
      const to = connect(Number(port), hostname);
      from.on('data', (bytes) => !deaf.has(from) && to.write(bytes));
      to.on('data', (bytes) => !deaf.has(from) && from.write(bytes));
      from.on('close', () => to.destroy()).on('error', () => undefined);
      to.on('error', () => undefined);
      proxy.sockets.add(from);
    });
    const url = new URL(test.url);
    url.host = `127.0.0.1:${proxy.port}`;
    const through = await Database.open({ url: url.href, name: 'test', poolConnections: 1, answerWithinMs: 300 });
    const error = await fault(
      through.transaction(async (sql) => {
        for (const socket of proxy.sockets) deaf.add(socket);
        await sql`INSERT INTO things VALUES (4)`;
      }),
    );
    expect(isTransient(error)).toBe(true);
    expect(await through.sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
    await through.close();
    proxy.server.close();
  });
});

async function listening(
  accept: (socket: Socket) => void,
): Promise<{ server: Server; port: number; sockets: Set<Socket> }> {
  const server = createServer(accept);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: (server.address() as { port: number }).port, sockets: new Set() };
}
