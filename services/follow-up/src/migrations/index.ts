import { messagingMigrations } from '@tuntas/messaging';
import type { MigrationClass } from '@tuntas/postgres';
import { CreateCases } from './0001-create-cases.js';
import { CreateSettings } from './0002-create-settings.js';
import { CreateProjections } from './0003-create-projections.js';
import { SeedSettings } from './0004-seed-settings.js';
import { AddReturns } from './0005-add-returns.js';
import { CreateOfficerActs } from './0006-create-officer-acts.js';
import { AddPostponing } from './0007-add-postponing.js';
import { AddTheRestOfALife } from './0008-add-the-rest-of-a-life.js';
import { ScopeSettings } from './0013-scope-settings.js';
import { CreateCategories } from './0014-create-categories.js';
import { AddAgenciesAnsweredBy } from './0015-add-agencies-answered-by.js';
import { EraseWords } from './0016-erase-words.js';
import { IsolateAgencies } from './0020-isolate-agencies.js';
import { AddUnitsSplit } from './0021-add-units-split.js';
import { SeedRetention } from './0022-seed-retention.js';
import { QuickenSight } from './0023-quicken-sight.js';
import { SampleNoWords } from './0025-sample-no-words.js';
import { ShowSystemsLess } from './0026-show-systems-less.js';
import { KeepSight } from './0027-keep-sight.js';

/** What this service's database needs, in order. */
export const migrations: readonly MigrationClass[] = [
  ...messagingMigrations,
  CreateCases,
  CreateSettings,
  CreateProjections,
  SeedSettings,
  AddReturns,
  CreateOfficerActs,
  AddPostponing,
  AddTheRestOfALife,
  ScopeSettings,
  CreateCategories,
  AddAgenciesAnsweredBy,
  EraseWords,
  IsolateAgencies,
  AddUnitsSplit,
  SeedRetention,
  QuickenSight,
  SampleNoWords,
  ShowSystemsLess,
  KeepSight,
];
