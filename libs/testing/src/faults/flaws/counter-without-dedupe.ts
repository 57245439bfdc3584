import type { Flaw } from '../flaw.js';

export const counterWithoutDedupe: Flaw = {
  name: 'counter-without-dedupe',
  says: 'A counter goes up by one for every message, also for one that was counted before.',
  services: ['statistics'],
  changes: [
    {
      file: 'libs/messaging/dist/inbox/inbox.js',
      from: 'const { sequence: last, eventId } = this.progress.received(stream, key);',
      to: `return 'next'; const { sequence: last, eventId } = this.progress.received(stream, key);`,
    },
    {
      file: 'services/statistics/dist/store/counted.store.js',
      from: 'if (before)',
      to: 'if (before && JSON.stringify(before) !== JSON.stringify(now))',
    },
  ],
};
