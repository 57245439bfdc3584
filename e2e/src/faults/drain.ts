import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@tuntas/events';
import type { Lag } from './lag.js';

const LOOK_EVERY_MS = 300;
/** Between two services a fact is in neither outbox nor inbox for a moment: three quiet looks in a row. */
const QUIET_LOOKS = 3;
/** The longest honest wait without anything moving: a mail that is tried again after a minute, and a session that ends. */
const NOTHING_MOVES_MS = 120_000;
/** Whoever died with a letter in hand leaves it under a lease of a minute: nothing moves meanwhile, and all is well. */
const LETTERS_LEASED_MS = 75_000;
/** However much moves: what takes so long on an idle platform does not keep up with its load. */
const DRAINED_WITHIN_MS = 900_000;

/** What is still under way, in words; empty when nothing is. */
async function underWay(lag: Lag, services: readonly Service[]): Promise<string[]> {
  const found: string[] = [];
  for (const service of services) {
    if (service === 'portal') continue;
    const [row] = await lag.query<{ outbox: number; parked: number }>(
      service,
      'SELECT (SELECT count(*) FROM messaging.outbox)::int AS outbox, (SELECT count(*) FROM messaging.parked)::int AS parked',
    );
    const behind = await lag.behind(service);
    if (row?.outbox) found.push(`${row.outbox} facts in the outbox of ${service}`);
    if (row?.parked) found.push(`${row.parked} messages parked at ${service}`);
    if (behind > 0) found.push(`${service} is ${behind} messages behind`);
    if (service === 'notification') found.push(...(await due(lag)));
  }
  return found;
}

const LETTERS = 'letters are still to be sent';

async function due(lag: Lag): Promise<string[]> {
  const [row] = await lag.query<{ count: number }>(
    'notification',
    `SELECT count(*)::int AS count FROM obligations WHERE state = 'due'`,
  );
  return row?.count ? [`${row.count} ${LETTERS}`] : [];
}

/**
 * Waits, with no human act, until nothing is under way (I14), or nothing of it has moved for so long. Resolves with what
 * is left then. Whoever judges earlier judges a moment that no two databases share.
 */
export async function drained(
  lag: Lag,
  services: readonly Service[],
  nothingMovesMs: number = NOTHING_MOVES_MS,
): Promise<readonly string[]> {
  const deadline = performance.now() + DRAINED_WITHIN_MS;
  let last = '';
  let movedAt = performance.now();
  for (let quiet = 0; ;) {
    const left = await underWay(lag, services).catch((error: unknown) => [`nobody can look: ${String(error)}`]);
    quiet = left.length === 0 ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) return [];
    const now = performance.now();
    if (left.join() !== last) movedAt = now;
    last = left.join();
    const patience = left.every((one) => one.endsWith(LETTERS)) ? LETTERS_LEASED_MS : 0;
    if (now - movedAt > Math.max(nothingMovesMs, patience) || now > deadline) return left;
    await sleep(LOOK_EVERY_MS);
  }
}
