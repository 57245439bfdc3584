import { messagingMigrations } from '@tuntas/messaging';
import type { MigrationClass } from '@tuntas/postgres';
import { CreateFigures } from './0001-create-figures.js';
import { AddRestOfLife } from './0002-add-rest-of-life.js';

/** All migrations of statistics' database, in order. */
export const migrations: readonly MigrationClass[] = [...messagingMigrations, CreateFigures, AddRestOfLife];
