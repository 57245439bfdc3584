import type { Flaw } from '../flaw.js';

export const acceptedOnAFullDisk: Flaw = {
  name: 'accepted-on-a-full-disk',
  says: 'The door answers 201 although the database had no room for the row.',
  services: ['intake'],
  changes: [
    {
      file: 'services/intake/dist/store/acceptance.store.js',
      from: `            reached('s2');
            return rows;
        });`,
      to: `            reached('s2');
            return rows;
        }).catch((error) => {
            if (!String(error.code ?? error.driverError?.code).startsWith('53')) throw error;
            return candidates.map(({ row }) => ({ ...row, body_hash: row.body_hash, submitted_at: new Date(), received_on: '2026-01-01' }));
        });`,
    },
  ],
};
