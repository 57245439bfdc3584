import { migration, withoutSamples } from '@tuntas/postgres';

/** Neither who told a complaint nor what was told is copied into the planner's samples. */
export const SampleNoIdentities = migration(
  'SampleNoIdentities1700000000118',
  ...withoutSamples('complaints', 'receipt_hash'),
  ...withoutSamples('identities', 'sealed'),
  ...withoutSamples('texts', 'title', 'words', 'place', 'sealed'),
  ...withoutSamples('replies', 'words'),
);
