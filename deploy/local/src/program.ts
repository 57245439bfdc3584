import { spawn } from 'node:child_process';
import { mkdirSync, closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@tuntas/events';
import { environment, root } from './config.js';
import { endWhenItHangs } from './hanging.js';
import { lastLinesOf } from './last-lines.js';
import type { Running } from './part.js';
import { endWithUs, forgetProcess, recordProcess, stopProcess } from './processes.js';
import { Trouble } from './trouble.js';

/** Six services, a broker and a compiler may share two cores on a first start. */
const READY_WITHIN_MS = 90_000;
const ASK_EVERY_MS = 50;
const ANSWER_WITHIN_MS = 2_000;
const HANGS = 'alarm: it answers nobody any more and is started again';
/** A service promises to stop within 25 s; then it is killed. */
const STOPS_WITHIN_MS = 27_000;
/** One older log is kept beside the running one: 2 × 20 MB a program is the most the logs may take. */
const LOG_TURNS_AT_BYTES = 20_000_000;

/**
 * kafkajs hands setTimeout a negative number on Node 24: harmless, and once in every log.
 *
 * Six small services are mostly what Node keeps ready for large ones: a young generation of up to 3 × 16 MB (with 4 MB all together took
 * 736 MB under load instead of 1,240), an old one that grows to several times of what lives in it (growing by 40 % at most they take
 * 824 MB at 340 complaints a second instead of 1,040), and four helpers a process, which wait for the same two cores as what they help
 * (with one the door accepts a twentieth more).
 */
const FLAGS = [
  '--disable-warning=TimeoutNegativeWarning',
  '--max-semi-space-size=4',
  '--heap-growing-percent=40',
  '--v8-pool-size=1',
];

/**
 * The door makes more garbage a second than any other service. Its young generation on 16 MB takes a tenth off an accept, its old one as
 * Node grows it by itself another fifteenth; for all six there is no room for that.
 */
const flagsOfServices: Partial<Record<Service, readonly string[]>> = {
  intake: ['--max-semi-space-size=16', '--heap-growing-percent=0'],
};

/** What Node is started with for this service beside what all are. */
export const flagsOf = (service: Service): readonly string[] => flagsOfServices[service] ?? [];

/** A service reads a thousand modules; what Node compiled of them before saves a seventh of the whole platform's start. */
const compileCache = join(root, 'node_modules', '.cache', 'compiled');

/** A Node program of ours. */
export interface Program {
  readonly name: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Flags for Node itself, such as `--import` of the failpoints. */
  readonly nodeFlags?: readonly string[];
  /** GET answers 200 here once it can work. */
  readonly readyUrl: string;
  readonly dataDir: string;
  /** Ended when it hangs, for whoever starts it again. */
  readonly supervised: boolean;
}

/** The pid file of a program, so that a later start or `npm stop` finds it when its starter was killed. */
export function pidFileOf(dataDir: string, name: string): string {
  return join(dataDir, 'run', `${name}.pid`);
}

/** Starts a program, its output in `logs/<name>.log`, and resolves when it says that it is ready. */
export async function launchProgram(program: Program): Promise<Running> {
  const { name, dataDir } = program;
  const child = spawnLogged(program, []);
  if (child.pid !== undefined) recordProcess(pidFileOf(dataDir, name), child.pid);
  let ended: string | undefined;
  const exited = new Promise<void>((done) => {
    child.once('error', (error) => done(void (ended = error.message)));
    child.once('exit', (code, signal) => done(void (ended = `it ended with ${signal ?? code}`)));
  });
  const pid = child.pid ?? 0;
  endWithUs(pid, 'SIGTERM', exited);
  const stop = async () => {
    await stopProcess(pid, 'SIGTERM', STOPS_WITHIN_MS);
    await exited;
    forgetProcess(pidFileOf(dataDir, name));
  };
  try {
    await ready(program.readyUrl, () => ended);
  } catch (error) {
    if (ended === undefined) await stop();
    throw programTrouble(program, error instanceof Error ? error.message : String(error));
  }
  const answers = async () => (await statusOf(program.readyUrl)) !== undefined;
  if (program.supervised) void endWhenItHangs({ pid, exited, answers, complain: () => sayThatItHangs(program) });
  return { pid, exited, stop };
}

/** An alarm of the supervisor's, in the log of the one that cannot write it any more. */
function sayThatItHangs({ dataDir, name }: Program): void {
  const log = openLog(dataDir, name);
  writeSync(log, `${JSON.stringify({ level: 'error', time: Date.now(), alarm: 'process-hangs', msg: HANGS })}\n`);
  closeSync(log);
}

/** Runs a program to its end, such as `main.js migrate`. */
export async function runProgram(program: Program, args: readonly string[]): Promise<void> {
  const child = spawnLogged(program, args);
  const why = await new Promise<string | undefined>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) =>
      done(code === 0 ? undefined : `${args.join(' ')} ended with ${signal ?? code}`),
    );
  });
  if (why !== undefined) throw programTrouble(program, why);
}

function spawnLogged({ name, script, environment: own, nodeFlags = [], dataDir }: Program, args: readonly string[]) {
  const output = openLog(dataDir, name);
  try {
    // Its own process group: Ctrl-C in the terminal must reach us alone, who stop everything in the right order.
    return spawn(process.execPath, [...FLAGS, ...nodeFlags, script, ...args], {
      env: { ...environment, NODE_COMPILE_CACHE: compileCache, ...own },
      stdio: ['ignore', output, output],
      detached: true,
    });
  } finally {
    closeSync(output);
  }
}

function openLog(dataDir: string, name: string): number {
  const file = logFileOf(dataDir, name);
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_TURNS_AT_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a');
}

function logFileOf(dataDir: string, name: string): string {
  return join(dataDir, 'logs', `${name}.log`);
}

async function ready(url: string, ended: () => string | undefined): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const why = ended();
    if (why !== undefined) throw new Error(why);
    if (await saysReady(url)) return;
    if (performance.now() > deadline) throw new Error(`not ready within ${READY_WITHIN_MS / 1000} s`);
    await sleep(ASK_EVERY_MS);
  }
}

/** Does GET answer 200 here? Never throws. */
export async function saysReady(url: string): Promise<boolean> {
  return (await statusOf(url)) === 200;
}

async function statusOf(url: string): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return undefined;
  }
}

function programTrouble({ name, dataDir }: Program, why: string): Trouble {
  const file = logFileOf(dataDir, name);
  return new Trouble(`${name} does not start`, why, `Its last words in ${file}: ${lastLinesOf(file, 5)}`);
}
