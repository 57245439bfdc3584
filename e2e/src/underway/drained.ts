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
/** Where nothing was broken on purpose there is nothing to recover from. */
const CALMLY_DRAINED_WITHIN_MS = 300_000;

const LETTERS = 'letters are still to be sent';

interface Waiting {
  readonly service: Service;
  readonly says: string;
  readonly from: string;
}

/** What a service does by itself, and has not done yet. */
const waiting: readonly Waiting[] = [
  ...(['intake', 'routing', 'follow-up', 'notification', 'statistics'] as const).flatMap((service) => [
    { service, says: `facts in the outbox of ${service}`, from: 'messaging.outbox' },
    { service, says: `messages parked at ${service}`, from: 'messaging.parked' },
  ]),
  { service: 'notification', says: LETTERS, from: `obligations WHERE state = 'due'` },
  // The organisation is told in portions, at every start and daily: between two of them the outbox is empty.
  {
    service: 'routing',
    says: 'parts of the organisation are to be told',
    from: `organisation LEFT JOIN publications USING (code)
      WHERE published_at IS NULL OR published_at < app_now() - interval '1 day'`,
  },
  {
    service: 'follow-up',
    says: 'clocks have run out unseen',
    from: 'deadlines WHERE next_look_at <= app_now() OR close_look_at <= app_now()',
  },
  { service: 'follow-up', says: 'letters between merged cases', from: 'case_letters' },
];

/** What is still under way, in words; empty when nothing is. */
async function underWay(lag: Lag, services: readonly Service[]): Promise<string[]> {
  const found: string[] = [];
  for (const { service, says, from } of waiting) {
    if (!services.includes(service)) continue;
    const [row] = await lag.query<{ count: number }>(service, `SELECT count(*)::int AS count FROM ${from}`);
    if (row?.count) found.push(`${row.count} ${says}`);
  }
  for (const service of services) {
    const behind = service === 'portal' ? 0 : await lag.behind(service);
    if (behind > 0) found.push(`${service} is ${behind} messages behind`);
  }
  return found;
}

/**
 * Waits, with no human act, until nothing is under way (I14), or nothing of it has moved for so long. Resolves with what
 * is left then. Whoever judges earlier judges a moment that no two databases share.
 */
export async function drained(
  lag: Lag,
  services: readonly Service[],
  nothingMovesMs: number = NOTHING_MOVES_MS,
  withinMs: number = DRAINED_WITHIN_MS,
): Promise<readonly string[]> {
  const deadline = performance.now() + withinMs;
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

/** The same on a platform that nobody breaks: sooner, and throws, with what is left, when it does not drain. */
export async function allDrained(lag: Lag, services: readonly Service[]): Promise<void> {
  const left = await drained(lag, services, NOTHING_MOVES_MS, CALMLY_DRAINED_WITHIN_MS);
  if (left.length > 0) throw new Error(`The platform does not drain: ${left.join(', ')}.`);
}
