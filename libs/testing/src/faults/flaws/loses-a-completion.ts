import type { Flaw } from '../flaw.js';

/** The case waits on, and its complainant waits for the office. */
export const losesACompletion: Flaw = {
  name: 'loses-a-completion',
  says: 'What a complainant gives that was missing resumes nothing, and nobody says why.',
  services: ['follow-up'],
  changes: [
    {
      file: 'services/follow-up/dist/reactions/on-complaint-completed.js',
      from: 'return acted(found, (kase) => completes(kase, data.pauseId, now, this.settings.now));',
      to: 'return { facts: [] };',
    },
  ],
};
