import { createHash } from 'node:crypto';
import type { StepName } from './steps.js';

/**
 * What becomes of a complaint in a replay once a desk or a rule has found the agency: who does what, in this order. Routing
 * is no step – desks route whatever lies before them, in whatever round – and silence is the absence of one.
 */
export const lives = {
  accepted: ['assign', 'start', 'answer', 'accept'],
  silent: ['assign', 'start', 'answer'],
  started: ['assign', 'start'],
  assigned: ['assign'],
  routed: [],
  'disputed-then-accepted': ['assign', 'start', 'answer', 'dispute', 'answer', 'accept'],
  'reopened-after-closing': ['assign', 'start', 'answer', 'accept', 'dispute', 'answer', 'accept'],
  'completed-then-accepted': ['postpone', 'complete', 'assign', 'start', 'answer', 'accept'],
  'never-completed': ['postpone'],
  'returned-once': ['return', 'assign', 'start', 'answer', 'accept'],
  'returned-to-the-arbiter': ['return', 'return', 'return', 'assign', 'start', 'answer', 'accept'],
  'handed-on-inside': ['assign', 'giveBack', 'assign', 'start', 'answer', 'accept'],
  'archived-for-good': ['archive'],
  'archived-then-appealed': ['archive', 'appeal', 'assign', 'start', 'answer', 'accept'],
  merged: ['merge', 'accept'],
  'merged-then-separated': ['merge', 'separate', 'assign', 'start', 'answer', 'accept'],
  withdrawn: ['assign', 'withdraw'],
  'extended-and-corrected': ['correct', 'assign', 'extend', 'start', 'note', 'answer', 'accept'],
  'urgent-and-planned': ['markUrgent', 'assign', 'start', 'plan', 'accept', 'keepPromise'],
  sealed: ['assign', 'start', 'seal'],
} as const satisfies Readonly<Record<string, readonly StepName[]>>;
export type Life = keyof typeof lives;

/** How often each life is played, in hundredths: most are brought to an end, some stop half-way as they do in a real office. */
const shares: Readonly<Record<Life, number>> = {
  accepted: 22,
  silent: 12,
  started: 5,
  assigned: 4,
  routed: 4,
  'disputed-then-accepted': 7,
  'reopened-after-closing': 4,
  'completed-then-accepted': 5,
  'never-completed': 3,
  'returned-once': 5,
  'returned-to-the-arbiter': 3,
  'handed-on-inside': 3,
  'archived-for-good': 2,
  'archived-then-appealed': 3,
  merged: 6,
  'merged-then-separated': 2,
  withdrawn: 3,
  'extended-and-corrected': 3,
  'urgent-and-planned': 3,
  sealed: 1,
};

/** The same life for the same reference every time, so that an interrupted replay goes on where it was. */
export function lifeOf(reference: string): Life {
  let left = createHash('sha256').update(reference).digest().readUInt32BE(0) % 100;
  for (const [life, share] of Object.entries(shares) as [Life, number][]) {
    if (left < share) return life;
    left -= share;
  }
  return 'routed';
}
