import type { Flaw } from '../flaw.js';

/** A state too many in the guard of a move. */
export const archivesWhatIsWorkedOn: Flaw = {
  name: 'archives-what-is-worked-on',
  says: 'A case that a unit works on can be put away (T15).',
  services: ['follow-up'],
  changes: [
    {
      file: 'services/follow-up/dist/domain/moves.js',
      from: `archive: { rule: 'T15', from: unrouted,`,
      to: `archive: { rule: 'T15', from: [...unrouted, 'IN_PROGRESS'],`,
    },
  ],
};
