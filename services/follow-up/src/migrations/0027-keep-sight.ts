import { keptSight, migration } from '@tuntas/postgres';
import { sightOfCases } from './0023-quicken-sight.js';

/** What officers see stays the same: a sixth of what Postgres spent on a case went into making its words anew, several times a look. */
export const KeepSight = migration('KeepSight1700000000127', ...keptSight('cases', sightOfCases));
