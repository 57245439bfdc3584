import { messagingMigrations } from '@tuntas/messaging';
import type { MigrationClass } from '@tuntas/postgres';
import { CreateObligations } from './0001-create-obligations.js';
import { IndexSettledObligations } from './0002-index-settled-obligations.js';

/** All migrations of notification's database, in order. */
export const migrations: readonly MigrationClass[] = [
  ...messagingMigrations,
  CreateObligations,
  IndexSettledObligations,
];
