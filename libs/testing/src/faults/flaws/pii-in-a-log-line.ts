import type { Flaw } from '../flaw.js';

/** What a developer adds while looking for a fault, and forgets. */
export const piiInALogLine: Flaw = {
  name: 'pii-in-a-log-line',
  says: 'The door writes who complained into its log.',
  services: ['intake'],
  changes: [
    {
      file: 'services/intake/dist/commands/submit-complaint.js',
      from: `reached('s1');`,
      to: `reached('s1'); console.log(JSON.stringify({ level: 'info', message: 'told', by: told.contact?.name }));`,
    },
  ],
};
