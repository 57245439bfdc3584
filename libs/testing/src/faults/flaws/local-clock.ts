import type { Flaw } from '../flaw.js';

/** Right while all clocks agree; the database's is the only one that everybody shares. */
export const localClock: Flaw = {
  name: 'local-clock',
  says: 'Deadlines are swept by the clock of the process.',
  services: ['follow-up'],
  changes: [
    {
      file: 'services/follow-up/dist/schedules/sweep-deadlines.js',
      from: 'WHERE next_look_at <= app_now()',
      to: 'WHERE next_look_at <= ${new Date()}::timestamptz',
    },
  ],
};
