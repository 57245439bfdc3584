import type { Flaw } from '../flaw.js';

const file = 'services/intake/dist/store/acceptance.store.js';

/** The rows are inserted, the answer goes out, and the commit follows when the disk has time. */
export const acknowledgeBeforeCommit: Flaw = {
  name: 'acknowledge-before-commit',
  says: 'The door answers before its transaction is committed.',
  services: ['intake'],
  changes: [
    {
      file,
      from: 'const kept = await this.database.transaction(async (sql) => {',
      to: 'const kept = await new Promise((acknowledge, failed) => this.database.transaction(async (sql) => {',
    },
    {
      file,
      from: `            return rows;
        });
        reached('s3');`,
      to: `            acknowledge(rows);
            await new Promise((done) => setTimeout(done, 100));
            return rows;
        }).catch(failed));
        reached('s3');`,
    },
  ],
};
