import { keptSight, migration } from '@tuntas/postgres';
import { sightOfComplaints } from './0012-quicken-sight.js';

/** What officers see stays the same; its words are made when a complaint changes, and no longer at every look. */
export const KeepSight = migration('KeepSight1700000000114', ...keptSight('complaints', sightOfComplaints));
