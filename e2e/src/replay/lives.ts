import { createHash } from 'node:crypto';

/** What becomes of a complaint in a replay, after a desk or a rule has found the agency. */
export type Life = 'accepted' | 'disputed-then-accepted' | 'silent' | 'answered' | 'started' | 'assigned' | 'routed';

/** How often each life is played, in hundredths: most are brought to an end, some stop half-way as they do in a real office. */
const shares: readonly (readonly [Life, number])[] = [
  ['accepted', 35],
  ['disputed-then-accepted', 10],
  ['silent', 20],
  ['answered', 5],
  ['started', 10],
  ['assigned', 10],
  ['routed', 10],
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

/** The steps that an officer takes in a life. */
export const steps: Readonly<Record<Life, readonly ('assign' | 'start' | 'answer')[]>> = {
  accepted: ['assign', 'start', 'answer'],
  'disputed-then-accepted': ['assign', 'start', 'answer'],
  silent: ['assign', 'start', 'answer'],
  answered: ['assign', 'start', 'answer'],
  started: ['assign', 'start'],
  assigned: ['assign'],
  routed: [],
};
