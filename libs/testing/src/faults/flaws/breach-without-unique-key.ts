import type { Flaw } from '../flaw.js';

/** The row that ran out stays due, and nothing says that its breach was told. */
export const breachWithoutUniqueKey: Flaw = {
  name: 'breach-without-unique-key',
  says: 'A breach is recorded without marking the obligation it belongs to.',
  services: ['follow-up'],
  changes: [
    {
      file: 'services/follow-up/dist/domain/clocks.js',
      from: 'ahead: deadline.ahead.slice(due.length),',
      to: `ahead: deadline.ahead.filter(({ at, does }) => at > until || does === 'miss'),`,
    },
  ],
};
