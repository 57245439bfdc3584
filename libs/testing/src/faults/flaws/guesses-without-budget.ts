import type { Change, Flaw } from '../flaw.js';

/** Every receipt is looked up. Also what a timing of ten thousand wrong ones needs, besides being a mistake. */
export const noBudget: Change = {
  file: 'services/intake/dist/secrets/guessing.js',
  from: 'if (taken && !withReference) {',
  to: 'if (false) {',
};

/** The bell is taken for the wall: failures are counted, and nothing follows. */
export const guessesWithoutBudget: Flaw = {
  name: 'guesses-without-budget',
  says: 'Wrong receipts are counted and looked up all the same.',
  services: ['intake'],
  changes: [noBudget],
};
