import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../config.js';

/** No single tool needs a minute; one that takes five is stuck. */
const TOOL_TIMEOUT_MS = 5 * 60_000;
/** A finding is some hundred bytes: what nobody would read to its end is cut. */
const MOST_OUTPUT_BYTES = 1_000_000;

/** What a tool said, and whether it was content. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
  /** A figure worth reading also when all is well. */
  readonly says?: string;
}

/** Runs a program of node_modules/.bin in `folder`, on the Node that runs us, and waits for its end. Never rejects. */
export function tool(name: string, args: readonly string[], folder: string): Promise<Outcome> {
  return runNode([join(root, 'node_modules', '.bin', name), ...args], folder);
}

/** Runs a JavaScript program on the Node that runs us, and waits for its end. Never rejects. */
export function runNode(args: readonly string[], folder: string): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NX_DAEMON: 'false', NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TOOL_TIMEOUT_MS,
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    if (output.length < MOST_OUTPUT_BYTES) output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.once('error', (error) => resolve({ ok: false, output: error.message }));
  child.once('close', (code, signal) => {
    if (signal) output += `\nended by ${signal}`;
    resolve({ ok: code === 0, output });
  });
  return promise;
}
