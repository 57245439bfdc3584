import type { Flaw } from '../flaw.js';

export const sendsOnReplay: Flaw = {
  name: 'sends-on-replay',
  says: 'A service that reads its topics again from the beginning writes to everybody again.',
  services: ['notification'],
  changes: [
    {
      file: 'services/notification/dist/domain/telling.js',
      from: "state: old ? 'not-sent' : 'due',",
      to: "state: 'due',",
    },
  ],
};
