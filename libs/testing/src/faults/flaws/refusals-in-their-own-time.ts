import type { Change, Flaw } from '../flaw.js';
import { noBudget } from './guesses-without-budget.js';

const atOnce: Change = {
  file: 'libs/runtime/dist/refusal-time.js',
  from: 'reply.statusCode === 404 ?',
  to: 'false ?',
};
const everywhere = ['intake', 'routing', 'follow-up', 'portal'] as const;

/** What a refusal's work takes is to be seen in its answer; a case that is hidden takes longer than one that never was. */
export const refusalsInTheirOwnTime: Flaw = {
  name: 'refusals-in-their-own-time',
  says: 'A refusal is sent as soon as it is known.',
  services: everywhere,
  changes: [noBudget, atOnce],
};

/** The same, and one path of intake does something more. */
export const refusalsThatLeakAMillisecond: Flaw = {
  name: 'refusals-that-leak-a-millisecond',
  says: 'A refusal is sent as soon as it is known, and that of a receipt of the right form a millisecond later.',
  services: everywhere,
  changes: [
    noBudget,
    atOnce,
    {
      file: 'services/intake/dist/queries/held-complaint.js',
      from: 'guess.wrong();',
      to: 'for (const until = performance.now() + 1; shown.receipt && performance.now() < until; ); guess.wrong();',
    },
  ],
};
