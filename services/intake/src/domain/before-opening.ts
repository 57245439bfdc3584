import type { CaseFile } from './case-file.js';
import { firstHolder, type Told } from './told.js';

/** Until follow-up has opened the case, T1 says what is true: submitted, at a desk, no clock yet. */
export function beforeOpening({ secret, possiblySupervisory }: Pick<Told, 'secret' | 'possiblySupervisory'>): CaseFile {
  return {
    state: 'SUBMITTED',
    holder: firstHolder({ secret, possiblySupervisory }),
    round: 1,
    version: 0,
    secret,
    clocks: [],
    dates: {},
    acts: [],
    happened: [],
  };
}
