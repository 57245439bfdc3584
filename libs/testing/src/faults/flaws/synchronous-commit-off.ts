import type { Flaw } from '../flaw.js';

/** Everywhere: one honest commit would flush everybody's, since all databases of a cluster share one log. */
export const synchronousCommitOff: Flaw = {
  name: 'synchronous-commit-off',
  says: 'Postgres answers a commit before it is on the disk.',
  services: ['intake', 'routing', 'follow-up', 'notification', 'statistics'],
  changes: [
    { file: 'libs/postgres/dist/database.js', from: `jit: 'off',`, to: `jit: 'off', synchronous_commit: 'off',` },
  ],
};
