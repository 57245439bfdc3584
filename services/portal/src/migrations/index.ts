import type { MigrationClass } from '@tuntas/postgres';
import { CreateSessions } from './0001-create-sessions.js';

/** All migrations of the portal's database, in order. */
export const migrations: readonly MigrationClass[] = [CreateSessions];
