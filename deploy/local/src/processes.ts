import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/*
 * Processes that may outlive the one that started them. A pid alone names nobody: it is given away again after its
 * process died, and a `kill` by such a file has hit strangers. So a pid file also holds when the process started; one
 * that answers to the pid but started at another moment is somebody else and is never signalled.
 */

/** How often a stopping process is looked at, in milliseconds. */
const LOOK_EVERY_MS = 25;
/** After SIGKILL the kernel needs moments, not seconds; ten seconds means a process stuck in the kernel (bad disk). */
const KILLED_WITHIN_MS = 10_000;

/** When the process with this pid started, in words that no later process repeats; undefined when there is none. */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return startByPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command's name stands in brackets and may itself hold spaces and brackets: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function startByPs(pid: number): string | undefined {
  const started = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim();
  return started === '' ? undefined : started;
}

/** Writes who runs, synchronously: between starting a process and recording it there must be no await. */
export function recordProcess(file: string, pid: number): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ pid, started: startOf(pid) }) + '\n');
}

/** The pid in the file when that very process still runs; undefined for a missing or broken file and for strangers. */
export function recordedProcess(file: string): number | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8')) as { pid?: unknown; started?: unknown };
    if (typeof pid !== 'number' || typeof started !== 'string') return undefined;
    return startOf(pid) === started ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Forgets a recorded process; nothing happens to the process itself. */
export function forgetProcess(file: string): void {
  rmSync(file, { force: true });
}

/**
 * Asks the process to end and waits; after `graceMs` it is killed. Resolves when it is gone, also when it already was.
 * The pid must be one of ours: this function checks only that it stays the same process while waiting.
 */
export async function stopProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const started = startOf(pid);
  if (started === undefined) return;
  signalProcess(pid, signal);
  if (await gone(pid, started, graceMs)) return;
  signalProcess(pid, 'SIGKILL');
  if (!(await gone(pid, started, KILLED_WITHIN_MS))) throw new Error(`process ${pid} outlives SIGKILL`);
}

/** Sends a signal; a process that just went is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function gone(pid: number, started: string, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (startOf(pid) === started) {
    if (performance.now() > deadline) return false;
    await sleep(LOOK_EVERY_MS);
  }
  return true;
}

/** The command line of a process, its parts set apart by spaces; undefined when there is none. */
export function commandOf(pid: number): string | undefined {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** When this process leaves without having stopped the child – a test run that was interrupted –, the child is asked to. */
export function endWithUs(pid: number, signal: NodeJS.Signals, exited: Promise<void>): void {
  const end = () => signalProcess(pid, signal);
  process.once('exit', end);
  void exited.then(() => process.off('exit', end));
}
