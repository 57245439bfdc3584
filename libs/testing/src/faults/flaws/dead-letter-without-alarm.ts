import type { Flaw } from '../flaw.js';

export const deadLetterWithoutAlarm: Flaw = {
  name: 'dead-letter-without-alarm',
  says: 'What cannot be keyed is put aside, and nobody hears of it.',
  services: ['follow-up'],
  changes: [
    {
      file: 'libs/messaging/dist/consumer/dead-letter.js',
      from: `alarm('dead-letter',`,
      to: `void ('dead-letter',`,
    },
  ],
};
