import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than a consumer's first join plus a rebalance on a busy machine. */
const WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 25;

/** Waits until the assertion inside stops throwing; then returns its value. Throws its last error when it never does. */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = WITHIN_MS): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(LOOK_EVERY_MS);
    }
  }
}
