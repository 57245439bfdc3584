import type { Flaw } from '../flaw.js';

/** A state too many in the guard of a move. */
export const startsWhatNoUnitWasGiven: Flaw = {
  name: 'starts-what-no-unit-was-given',
  says: 'A case can be worked on that was given to no unit yet (T9).',
  services: ['follow-up'],
  changes: [
    {
      file: 'services/follow-up/dist/domain/moves.js',
      from: `start: { rule: 'T9', from: ['ASSIGNED'],`,
      to: `start: { rule: 'T9', from: ['ROUTED', 'ASSIGNED'],`,
    },
  ],
};
