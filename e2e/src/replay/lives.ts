import { createHash } from 'node:crypto';

/** What becomes of a complaint in a replay, after a desk or a rule has found the agency. */
export type Life =
  | 'accepted'
  | 'completed-then-accepted'
  | 'never-completed'
  | 'disputed-then-accepted'
  | 'silent'
  | 'answered'
  | 'started'
  | 'assigned'
  | 'routed';

/** How often each life is played, in hundredths: most are brought to an end, some stop half-way as they do in a real office. */
const shares: readonly (readonly [Life, number])[] = [
  ['accepted', 30],
  ['completed-then-accepted', 8],
  ['never-completed', 4],
  ['disputed-then-accepted', 10],
  ['silent', 18],
  ['answered', 5],
  ['started', 9],
  ['assigned', 8],
  ['routed', 8],
];

/** The same life for the same reference every time, so that an interrupted replay goes on where it was. */
export function lifeOf(reference: string): Life {
  let left = createHash('sha256').update(reference).digest().readUInt32BE(0) % 100;
  for (const [life, share] of shares) {
    if (left < share) return life;
    left -= share;
  }
  return 'routed';
}

type Step = 'postpone' | 'assign' | 'start' | 'answer';

/** The steps that an officer takes in a life. */
export const steps: Readonly<Record<Life, readonly Step[]>> = {
  accepted: ['assign', 'start', 'answer'],
  'completed-then-accepted': ['postpone', 'assign', 'start', 'answer'],
  'never-completed': ['postpone'],
  'disputed-then-accepted': ['assign', 'start', 'answer'],
  silent: ['assign', 'start', 'answer'],
  answered: ['assign', 'start', 'answer'],
  started: ['assign', 'start'],
  assigned: ['assign'],
  routed: [],
};
