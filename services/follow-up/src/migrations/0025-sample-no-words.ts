import { migration, withoutSamples } from '@tuntas/postgres';

/** Words are not copied into the planner's samples, where they would outlive their row. */
export const SampleNoWords = migration(
  'SampleNoFollowUpWords1700000000125',
  ...withoutSamples('texts', 'words'),
  ...withoutSamples('told', 'title', 'words', 'place'),
);
