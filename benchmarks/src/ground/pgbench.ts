import { execFile, type ExecFileException } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { percentile } from '../method/statistics.js';

/** What pgbench reached. */
export interface PgbenchDone {
  readonly transactions: number;
  readonly perSecond: number;
  readonly p99Ms: number;
}

interface PgbenchAsked {
  readonly url: string;
  readonly script: string;
  readonly connections: number;
  readonly seconds: number;
  /** Open arrivals; latency then counts from the moment a transaction was to start. */
  readonly ratePerSecond?: number;
}

/** PostgreSQL's own load generator, in C: prepared statements, two threads. */
export async function pgbench({
  url,
  script,
  connections,
  seconds,
  ratePerSecond,
}: PgbenchAsked): Promise<PgbenchDone> {
  const folder = await mkdtemp(join(tmpdir(), 'tuntas-pgbench-'));
  try {
    await writeFile(join(folder, 'script.sql'), script);
    const rate = ratePerSecond === undefined ? [] : ['-R', String(Math.round(ratePerSecond)), '-l'];
    const args = ['-n', '-M', 'prepared', '-c', String(connections), '-j', '2', '-T', String(seconds), ...rate];
    const { stdout } = await promisify(execFile)('pgbench', [...args, '-f', 'script.sql'], {
      cwd: folder,
      env: { ...process.env, ...connectionOf(url) },
    }).catch((error: ExecFileException) => {
      if (error.code === 'ENOENT') throw new Error('pgbench is missing (apt-get install postgresql-contrib)');
      throw new Error(`pgbench: ${error.stderr?.trim().split('\n').at(-1) ?? error.message}`);
    });
    const figure = (pattern: RegExp): number => Number(pattern.exec(stdout)?.[1]);
    if (figure(/number of failed transactions: (\d+)/) !== 0) throw new Error(`pgbench failed: ${stdout}`);
    return {
      transactions: figure(/number of transactions actually processed: (\d+)/),
      perSecond: figure(/tps = ([\d.]+)/),
      p99Ms: ratePerSecond === undefined ? NaN : percentile(await latenciesMs(folder), 0.99),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** By environment, so that no password stands in a list of processes. */
function connectionOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: username,
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
}

/** The third column of a transaction's line: microseconds since it was to start. */
async function latenciesMs(folder: string): Promise<number[]> {
  const logs = (await readdir(folder)).filter((name) => name.startsWith('pgbench_log'));
  const texts = await Promise.all(logs.map(async (name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[2]) / 1000),
  );
}
