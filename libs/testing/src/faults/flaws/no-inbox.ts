import type { Flaw } from '../flaw.js';

/** Most reactions would bear it: a case knows its round, a letter its fact. What adds up does not. */
export const noInbox: Flaw = {
  name: 'no-inbox',
  says: 'A consumer applies whatever it is given, also for the second time.',
  services: ['follow-up', 'notification', 'statistics'],
  changes: [
    {
      file: 'libs/messaging/dist/inbox/inbox.js',
      from: 'const known = this.known(message);',
      to: `return 'next'; const known = this.known(message);`,
    },
  ],
};
