import type { Flaw } from '../flaw.js';

export const synchronousCommitOff: Flaw = {
  name: 'synchronous-commit-off',
  says: 'Postgres answers a commit before it is on the disk.',
  services: ['intake'],
  changes: [
    { file: 'libs/postgres/dist/database.js', from: `jit: 'off',`, to: `jit: 'off', synchronous_commit: 'off',` },
  ],
};
