import type { Flaw } from '../flaw.js';

export const counterWithoutDedupe: Flaw = {
  name: 'counter-without-dedupe',
  says: 'A counter goes up by one for every message, also for one that was counted before.',
  services: ['statistics'],
  changes: [
    {
      file: 'libs/messaging/dist/inbox/inbox.js',
      from: 'const known = this.known(message);',
      to: `return 'next'; const known = this.known(message);`,
    },
    {
      file: 'services/statistics/dist/store/counted.store.js',
      from: 'cells.change(before, now)',
      to: 'cells.change(JSON.stringify(before) === JSON.stringify(now) ? undefined : before, now)',
    },
  ],
};
