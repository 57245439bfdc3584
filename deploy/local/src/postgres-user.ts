import { spawnSync } from 'node:child_process';

/** As whom Postgres runs; empty when it runs as ourselves. Given to `spawn`. */
export interface PostgresUser {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Postgres refuses to run as root. When we are root it runs as user `postgres`, made when the machine has none, and as
 * `nobody` where no user can be made.
 */
export function postgresUser(): PostgresUser {
  if (process.getuid?.() !== 0) return {};
  return lookUp('postgres') ?? create() ?? lookUp('nobody') ?? {};
}

/** May this user pass through every folder above, and into this one? Tried, not computed: ACLs and mounts count too. */
export function canEnter(user: PostgresUser, folder: string): boolean {
  if (user.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/' }).status === 0;
}

function create(): PostgresUser | undefined {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  return lookUp('postgres');
}

function lookUp(name: string): PostgresUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((which) => spawnSync('id', [which, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
