import { migration, withoutSamples } from '@tuntas/postgres';

/** A key that was destroyed must not lie on in the planner's samples, even wrapped. */
export const SampleNoKeys = migration('SampleNoKeys1700000000603', ...withoutSamples('data_keys', 'wrapped'));
