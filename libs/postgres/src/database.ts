import pg from 'pg';
import type { MigrationClass } from './migration.js';
import { onlyAsOfficer } from './officers.js';
import { json, type Sql, sqlOn } from './sql.js';

/** Sequences, counts and offsets stay far below 2^53, so a number is exact; dates are local dates, not instants. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

const POOL_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** A stopped process must not hold a lock longer than this; the longest honest pause inside a transaction is < 1 s. */
const IDLE_IN_TRANSACTION_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/**
 * The server answers within its statement time-out, be it with an error. One that does not is gone without a word, as
 * after a failover or a cut cable: the system would notice after a quarter of an hour only.
 */
const ANSWER_GRACE_MS = 5_000;

/** jit costs more than it gives on short statements (DIGIT measured 4.3 times). */
const connectionSettings = {
  jit: 'off',
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  statement_timeout: STATEMENT_TIMEOUT_MS,
};

/**
 * A statement that is asked for a list of keys (`= ANY`) looks dearer to Postgres with one plan for all values than with a
 * plan of its own, so it was planned anew at every use: loading one case took 0.31 ms of planning and 0.16 ms of work. By
 * its keys an index finds the rows whatever they are – also where the plan was made while the table was still empty.
 */
const BY_KEYS = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' };

/** Officers who work at the same time; a kilobyte each at most. */
const MOST_POSTS_KNOWN = 2_000;

/**
 * What the service does by itself, and what it does for officers, have connections of their own: an officer never waits
 * for a sweep, and a statement that is planned for row-level security is not planned anew at every change of sides.
 * Whatever is done for officers finds its rows by keys, so their connections are set to that from their start.
 */
type Side = 'service' | 'officers';

const asOptions = (settings: Readonly<Record<string, string | number>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');

const beginOnKeys: Readonly<Record<Side, string>> = {
  service: ['BEGIN', ...Object.entries(BY_KEYS).map(([name, value]) => `SET LOCAL ${name} = ${value}`)].join('; '),
  officers: 'BEGIN',
};

interface SessionOptions {
  /** Shown in pg_stat_activity. */
  readonly name: string;
  readonly idleMs: number;
  readonly settings?: Readonly<Record<string, string | number>>;
  /** What the server says beside its answers. */
  readonly onNotice?: (message: string) => void;
}

/** One connection for one purpose. */
export interface Session {
  readonly sql: Sql;
  /** True once the connection is gone, and with it every lock it held. */
  lost(): boolean;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly name: string;
  readonly migrations?: readonly MigrationClass[];
  readonly poolConnections?: number;
  /** Only tests change it: a connection that has not answered for so long is given up. */
  readonly answerWithinMs?: number;
}

/** A service's own database, and SQL written as SQL. */
export class Database {
  #closed: Promise<void> | undefined;
  private readonly pools: Readonly<Record<Side, pg.Pool>>;
  /** Words by posts; a migration that changes what posts open comes with processes that start after it. */
  private readonly words = new Map<string, string>();

  private constructor(private readonly options: DatabaseOptions) {
    const officers = { ...options, name: `${options.name} officers` };
    this.pools = { service: poolOf(options), officers: poolOf(officers, { settings: BY_KEYS, pipeline: true }) };
  }

  /** Connects; fails with the driver's error when the server is away. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const database = new Database(options);
    try {
      await database.query('SELECT 1');
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** One statement whose text is made at run time; everything else is written as `sql`. */
  async query<Row extends object = Record<string, unknown>>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.pools.service.query(text, [...values])).rows as Row[];
  }

  /** Each statement on any connection of the pool, each its own transaction. */
  readonly sql: Sql = async (text, ...values) => this.onConnection('service', (sql) => sql(text, ...values));

  /**
   * All or nothing. The promise resolves after the commit was answered; when it rejects, either nothing was kept or
   * – only when the connection broke during COMMIT – the caller cannot know and must ask again.
   */
  async transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return this.runTransaction('service', 'BEGIN', work);
  }

  /**
   * The same where each statement finds its rows by keys that it is given, and no other way: planned once a connection,
   * never reading a table whole. A list with filters or a limit among its values is not for here.
   */
  async transactionOnKeys<Result>(work: (sql: Sql) => Promise<Result>, side: Side = 'service'): Promise<Result> {
    return this.runTransaction(side, beginOnKeys[side], work);
  }

  /**
   * Reads what an officer with these posts may see (see `asOfficer`), by keys or in the order of an index: planned once a
   * connection, since row-level security makes every plan look dear enough to be made anew.
   */
  async readAsOfficer<Result>(posts: readonly object[], work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return this.runTransaction('officers', await this.beginAs(posts), work);
  }

  /**
   * The same for statements of which none needs what another one found: from BEGIN to COMMIT all is sent in one piece.
   * Going to and fro was a third of what such a read cost this process. A statement that `ask` has not sent when it
   * returns is refused.
   */
  async readAtOnceAsOfficer<Result>(posts: readonly object[], ask: (sql: Sql) => Promise<Result>): Promise<Result> {
    const begin = await this.beginAs(posts);
    return this.onConnection('officers', async (sql, client) => {
      const { inside, end } = untilEnded(sql);
      const sendAll = () => {
        const begun = client.query(begin);
        // Also when it throws before it has a promise: COMMIT has to follow.
        const found = (async () => ask(inside))();
        end();
        // Whatever fails before it, COMMIT ends the transaction.
        return [begun, found, client.query('COMMIT')] as const;
      };
      // Nobody is given what was not read inside of it.
      return (await Promise.all(inOnePiece(client, sendAll)))[1];
    });
  }

  private async beginAs(posts: readonly object[]): Promise<string> {
    const given = json(posts);
    return `${beginOnKeys.officers}; ${onlyAsOfficer(given, await this.wordsOf(given))}`;
  }

  /** What posts open is for the database to say (`officer_words`); it says the same of the same posts, so it is asked once. */
  private async wordsOf(posts: string): Promise<string> {
    const known = this.words.get(posts);
    if (known !== undefined) return known;
    const [found] = await this.sql<{ words: string }>`SELECT officer_words(${posts}::jsonb)::text AS words`;
    if (this.words.size >= MOST_POSTS_KNOWN) this.words.clear();
    const words = found?.words ?? '{}';
    this.words.set(posts, words);
    return words;
  }

  private async runTransaction<Result>(
    side: Side,
    begin: string,
    work: (sql: Sql) => Promise<Result>,
  ): Promise<Result> {
    return this.onConnection(side, async (sql, client) => {
      const { inside, end } = untilEnded(sql);
      try {
        // More than BEGIN may stand there, so it may fail when the transaction is open already.
        await client.query(begin);
        const result = await work(inside);
        end();
        await sql`COMMIT`;
        return result;
      } catch (error) {
        end();
        // On a spoilt connection it would wait for an answer that never comes; ending it rolls back as well.
        if (!isSpoilt(error)) await sql`ROLLBACK`.catch(() => undefined);
        throw error;
      }
    });
  }

  /**
   * Runs what is missing, under an advisory lock, so that two starting replicas do it once; resolves with the names.
   * TypeORM is loaded for this alone: it is a fifth of what a service would otherwise start with (decision 0009).
   */
  async migrate(): Promise<readonly string[]> {
    const { runMigrations } = await import('./run-migrations.js');
    return runMigrations(this.options.url, this.options.migrations ?? []);
  }

  /**
   * A connection of its own, outside the pool, for work that holds a lock over many statements. The server ends it
   * after `idleMs` without a statement, so a stopped process loses its locks.
   */
  async session({ name, idleMs, settings = {}, onNotice }: SessionOptions): Promise<Session> {
    const all = { ...connectionSettings, idle_session_timeout: idleMs, ...settings };
    const statementMs = all.statement_timeout;
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: name,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      options: asOptions(all),
      ...(statementMs > 0 ? { query_timeout: statementMs + ANSWER_GRACE_MS } : {}),
    });
    let lost = false;
    client.on('error', () => (lost = true));
    client.on('end', () => (lost = true));
    if (onNotice) client.on('notice', ({ message, detail = '' }) => onNotice(`${message} ${detail}`));
    await client.connect();
    return { sql: sqlOn(client), lost: () => lost, close: async () => client.end() };
  }

  async close(): Promise<void> {
    this.#closed ??= Promise.all(Object.values(this.pools).map(async (pool) => pool.end())).then(() => undefined);
    await this.#closed;
  }

  private async onConnection<Result>(
    side: Side,
    work: (sql: Sql, client: pg.PoolClient) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.pools[side].connect();
    let spoilt = false;
    try {
      return await work(sqlOn(client), client);
    } catch (error) {
      spoilt = isSpoilt(error);
      throw error;
    } finally {
      client.release(spoilt);
    }
  }
}

/**
 * True when a connection lives and yet cannot be used again: the server no longer answers, has become read-only (we talk
 * to the old primary), or remembers statements as they were before a migration.
 */
function isSpoilt(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  const { message } = error;
  if (code === '25006' || code === '26000') return true;
  return message === 'Query read timeout' || message.startsWith('cached plan must not change result type');
}

/** Statements of a transaction, refused once it has ended: they would be kept or read outside of it. */
function untilEnded(sql: Sql): { readonly inside: Sql; readonly end: () => void } {
  let open = true;
  const inside: Sql = async (text, ...values) => {
    if (!open) throw new Error('This statement came after its transaction has ended: await all of them inside.');
    return sql(text, ...values);
  };
  return { inside, end: () => (open = false) };
}

/** What `send` has sent when it returns goes to the database as one piece. */
function inOnePiece<Sent>({ connection: { stream } }: pg.PoolClient, send: () => Sent): Sent {
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

interface Particulars {
  readonly settings?: Readonly<Record<string, string>>;
  /** Statements are sent without waiting for the answers of those before. */
  readonly pipeline?: boolean;
}

/** A pool with the settings that every connection of ours has. */
function poolOf(options: DatabaseOptions, { settings, pipeline = false }: Particulars = {}): pg.Pool {
  const { url, name, poolConnections = POOL_CONNECTIONS, answerWithinMs } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: poolConnections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: asOptions({ ...connectionSettings, ...settings }),
    query_timeout: answerWithinMs ?? STATEMENT_TIMEOUT_MS + ANSWER_GRACE_MS,
    pipeline,
  });
  // A connection that breaks while nobody uses it leaves the pool; one in use rejects the statement under way.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
