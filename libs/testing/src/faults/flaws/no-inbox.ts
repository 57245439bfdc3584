import type { Flaw } from '../flaw.js';

/** Routing answers every question it is asked; only its inbox knows which it has answered. */
export const noInbox: Flaw = {
  name: 'no-inbox',
  says: 'A consumer applies whatever it is given, also for the second time.',
  services: ['follow-up'],
  changes: [
    {
      file: 'libs/messaging/dist/inbox/inbox.js',
      from: 'const known = this.known(message);',
      to: `return 'next'; const known = this.known(message);`,
    },
  ],
};
