import { messagingMigrations } from '@tuntas/messaging';
import type { MigrationClass } from '@tuntas/postgres';
import { CreateComplaints } from './0001-create-complaints.js';
import { CreateCaseFiles } from './0002-create-case-files.js';
import { AddCompletions } from './0003-add-completions.js';
import { ExtendActs } from './0004-extend-acts.js';
import { ExtendCaseFiles } from './0005-extend-case-files.js';
import { MoveKeysAway } from './0006-move-keys-away.js';
import { CreateErasures } from './0007-create-erasures.js';
import { AddDataActs } from './0008-add-data-acts.js';
import { CreateUnsealings } from './0009-create-unsealings.js';
import { MoveReadings } from './0015-move-readings.js';
import { KeepForATime } from './0016-keep-for-a-time.js';
import { SampleNoIdentities } from './0018-sample-no-identities.js';
import { CreateDataKeys } from './keys/0001-create-data-keys.js';
import { CountDestructions } from './keys/0002-count-destructions.js';
import { SampleNoKeys } from './keys/0003-sample-no-keys.js';

/** All migrations of intake's database, in order. */
export const migrations: readonly MigrationClass[] = [
  ...messagingMigrations,
  CreateComplaints,
  CreateCaseFiles,
  AddCompletions,
  ExtendActs,
  ExtendCaseFiles,
  MoveKeysAway,
  CreateErasures,
  AddDataActs,
  CreateUnsealings,
  MoveReadings,
  KeepForATime,
  SampleNoIdentities,
];

/** All migrations of the database of keys. */
export const keyMigrations: readonly MigrationClass[] = [CreateDataKeys, CountDestructions, SampleNoKeys];
