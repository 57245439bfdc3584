import { execFile, spawn, type ExecFileException } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chown, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { lastLines, lastLinesOf } from './last-lines.js';
import { demandPort, freePort, LOCALHOST } from './ports.js';
import { postgresPlace, type PostgresPlace } from './postgres-place.js';
import { commandOf, endWithUs, forgetProcess, recordedProcess, recordProcess, stopProcess } from './processes.js';
import { Trouble } from './trouble.js';

/** Recovery after a kill reads at most `max_wal_size` of log: seconds. Two minutes mean something else is wrong. */
const READY_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 25;
/** A fast shutdown writes one checkpoint of at most `shared_buffers`. */
const STOPS_WITHIN_MS = 20_000;
/** After a kill of the postmaster its children need moments to notice; until then a start is refused. */
const MOST_LAUNCHES = 20;
const LAUNCH_AGAIN_AFTER_MS = 250;

export interface PostgresOptions {
  /** Everything the server keeps, its log and its pid file; made when missing. */
  readonly dataDir: string;
  /** Where clients connect; a free one when left out or 0. */
  readonly port?: number;
  /** False trades every promise about power cuts for speed: for tests that are not about losing anything. */
  readonly durable?: boolean;
  /** Further server settings; they win over ours. */
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly log?: (line: string) => void;
}

export interface Login {
  readonly name: string;
  readonly password: string;
}

/** A server that runs. */
export interface RunningPostgres {
  /** The address of a database, for this role or, left out, for the superuser. */
  url(database: string, role?: Login): string;
  /** The superuser's address of the database `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is kept. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL 18 on 127.0.0.1 and resolves when it answers a query. Data in `dataDir` survives; after a kill of
 * the server or of its starter the next start recovers it: a server left behind is stopped first.
 * @throws Trouble when a port is taken, the disk is full or the server ends at once
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const place = await postgresPlace(options.dataDir);
  if (place.remark !== undefined) options.log?.(place.remark);
  await stopLeftover(place);
  const port = options.port || (await freePort());
  await demandPort(port, 'Postgres');
  await initialiseOnce(place);
  const settings = { ...SETTINGS, ...(options.durable === false ? CARELESS : {}), ...options.settings };
  for (let launches = 1; ; launches += 1) {
    const running = await launch(place, port, settings);
    if (running !== undefined) return running;
    if (launches === MOST_LAUNCHES) throw postgresTrouble(lastLinesOf(join(place.home, 'postgres.log'), 3));
    await sleep(LAUNCH_AGAIN_AFTER_MS);
  }
}

const SETTINGS: Readonly<Record<string, string | number>> = {
  listen_addresses: LOCALHOST,
  // A socket's path may have 107 bytes, a data folder's more; TCP does for all.
  unix_socket_directories: '',
  // Pools of ten for six services, for the officers of two and for the keys; tests and benchmarks beside them.
  max_connections: 200,
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m %p %d ',
  // A failing row is printed with its values, a failing statement with its literals: people's words in a log file.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

const CARELESS: Readonly<Record<string, string | number>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** A server on this cluster whose starter is gone, and the note of one that was killed, must not stop the next start. */
async function stopLeftover({ home, cluster }: PostgresPlace): Promise<void> {
  const ours = recordedProcess(join(home, 'postgres.pid'));
  if (ours !== undefined) await stopProcess(ours, 'SIGINT', STOPS_WITHIN_MS);
  const note = join(cluster, 'postmaster.pid');
  if (!existsSync(note)) return;
  const noted = Number(readFileSync(note, 'utf8').split('\n', 1)[0]);
  // The number may have gone to any other process since: only one that serves this very folder is ours to stop.
  if (commandOf(noted)?.includes(`-D ${cluster} `)) await stopProcess(noted, 'SIGINT', STOPS_WITHIN_MS);
  await rm(note, { force: true });
}

/** initdb works in a folder of another name: a cluster is complete or absent, also when this is killed half-way. */
async function initialiseOnce({ user, programs, cluster, home }: PostgresPlace): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  const unfinished = `${cluster}-unfinished`;
  const passwordFile = join(home, 'superuser-password');
  const passwordForInitdb = `${unfinished}-password`;
  const password = randomBytes(24).toString('base64url');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await writeFile(passwordForInitdb, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(unfinished, user.uid, user.gid);
    await chown(passwordForInitdb, user.uid, user.gid);
  }
  const flags = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const who = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordForInitdb}`];
  const initdb = [`--pgdata=${unfinished}`, ...flags, ...who, '--no-instructions'];
  try {
    await promisify(execFile)(join(programs, 'bin', 'initdb'), initdb, { ...user, cwd: '/' });
  } catch (error) {
    const { stderr, message } = error as ExecFileException;
    throw postgresTrouble(lastLines(stderr || message, 3));
  } finally {
    await rm(passwordForInitdb, { force: true });
  }
  await rename(unfinished, cluster);
}

/** One attempt. Undefined when the memory of a server just killed is still in use: the caller tries again. */
async function launch(place: PostgresPlace, port: number, settings: typeof SETTINGS) {
  const logFile = join(place.home, 'postgres.log');
  const pidFile = join(place.home, 'postgres.pid');
  const output = await open(logFile, 'w');
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Its own process group: Ctrl-C in the terminal must reach us alone, who stop everything in the right order.
  const child = spawn(join(place.programs, 'bin', 'postgres'), ['-D', place.cluster, '-p', String(port), ...flags], {
    ...place.user,
    cwd: '/',
    stdio: ['ignore', output.fd, output.fd],
    detached: true,
  });
  if (child.pid !== undefined) recordProcess(pidFile, child.pid);
  let ended: string | undefined;
  const exited = new Promise<void>((done) => {
    child.once('error', (error) => done(void (ended = error.message)));
    child.once('exit', (code, signal) => done(void (ended = `it ended with ${signal ?? code}`)));
  });
  await output.close();
  endWithUs(child.pid ?? 0, 'SIGINT', exited);
  const url = addresses(port, readFileSync(join(place.home, 'superuser-password'), 'utf8'));
  const problem = await answers(url('postgres'), () => ended);
  if (problem !== undefined && lastLinesOf(logFile, 9).includes('shared memory block')) return undefined;
  const stop = async () => {
    await stopProcess(child.pid ?? 0, 'SIGINT', STOPS_WITHIN_MS);
    await exited;
    forgetProcess(pidFile);
  };
  if (problem === undefined) return { url, adminUrl: url('postgres'), port, pid: child.pid ?? 0, exited, stop };
  if (ended === undefined) await stop();
  throw postgresTrouble(`${problem}; its last words in ${logFile}: ${lastLinesOf(logFile, 5)}`);
}

function addresses(port: number, password: string) {
  return (database: string, role: Login = { name: 'postgres', password }) =>
    `postgres://${role.name}:${encodeURIComponent(role.password)}@${LOCALHOST}:${port}/${database}`;
}

/** Waits until the server answers a query; resolves with what went wrong instead, if it did. */
async function answers(url: string, ended: () => string | undefined): Promise<string | undefined> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (ended() === undefined) {
    if (await answersQuery(url)) return undefined;
    if (performance.now() > deadline) return `no answer within ${READY_WITHIN_MS / 1000} s`;
    await sleep(ASK_EVERY_MS);
  }
  return ended();
}

/** Does a server answer at this address? Never throws. */
export async function answersQuery(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function postgresTrouble(why: string): Trouble {
  return new Trouble(
    'Postgres does not start',
    why,
    'Free some disk if it is full; `npm run doctor` looks at the rest.',
  );
}
