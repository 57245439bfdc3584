import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pssMbOf } from '../method/processes.js';

/** As long as the services are given before they are measured. */
const SETTLE_MS = 1_000;

/** Start-up time and memory of a Nest application that does nothing. */
export async function bareNest(): Promise<{ readonly startedInMs: number; readonly pssMb: number }> {
  const began = performance.now();
  const child = fork(fileURLToPath(new URL('./bare-nest.js', import.meta.url)));
  try {
    await new Promise<void>((done, fail) => {
      child.once('message', () => done());
      child.once('exit', (code) => fail(new Error(`the bare application ended with ${code}`)));
    });
    const startedInMs = performance.now() - began;
    await sleep(SETTLE_MS);
    return { startedInMs, pssMb: pssMbOf(child.pid ?? 0) };
  } finally {
    child.disconnect();
  }
}
