import type { Flaw } from '../flaw.js';

/** Right as long as nothing crosses an answer of routing on its way. */
export const routesByAnOldRound: Flaw = {
  name: 'routes-by-an-old-round',
  says: 'An answer of routing to a round that is over is applied to the next one.',
  services: ['follow-up'],
  changes: [
    {
      file: 'services/follow-up/dist/reactions/on-complaint-routed.js',
      from: 'if (kase.round !== data.round)',
      to: 'if (kase.round < data.round)',
    },
  ],
};
