/**
 * Loaded into a service by `node --import`, never part of an image: makes a crash land exactly between two steps of a
 * message's life. `FAILPOINT=s5:kill9@3` kills the process with SIGKILL when it reaches step s5 for the third time;
 * `stop` instead of `kill9` stops it (SIGSTOP), as a machine that hangs would. A running process is armed anew by
 * writing such a line into the file FAILPOINT_FILE names and sending SIGUSR2.
 */
import { readFileSync } from 'node:fs';

const HOOK = Symbol.for('tuntas.checkpoint');
const LINE = /^(s(?:[1-9]|1[0-2])):(kill9|stop)@([1-9]\d*)$/;
const signals = { kill9: 'SIGKILL', stop: 'SIGSTOP' } as const;

interface Armed {
  readonly step: string;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
  left: number;
}

function parsed(line: string | undefined): Armed | undefined {
  if (!line) return undefined;
  const [, step, act, times] = LINE.exec(line.trim()) ?? [];
  if (!step || !act) throw new Error(`FAILPOINT is written like s5:kill9@3, not like ${line}`);
  return { step, signal: signals[act as keyof typeof signals], left: Number(times) };
}

let armed = parsed(process.env['FAILPOINT']);
const file = process.env['FAILPOINT_FILE'];
if (file) process.on('SIGUSR2', () => (armed = parsed(readFileSync(file, 'utf8'))));

(globalThis as Record<symbol, unknown>)[HOOK] = (step: string): void => {
  if (armed?.step !== step) return;
  armed.left -= 1;
  if (armed.left > 0) return;
  const { signal } = armed;
  armed = undefined;
  process.kill(process.pid, signal);
};
