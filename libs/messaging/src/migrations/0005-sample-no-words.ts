import { migration, withoutSamples } from '@tuntas/postgres';

/** Bodies of messages that wait may hold words, which must not be copied into the planner's samples. */
export const SampleNoWords = migration(
  'SampleNoWords1700000000015',
  ...withoutSamples('messaging.parked', 'body'),
  ...withoutSamples('messaging.set_aside', 'body'),
);
