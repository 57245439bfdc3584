import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import type { SettingBody } from './settings.store.js';

/** A version as it is shown and compared: its body, and the post that wrote it; seeded ones have none. */
export type SettingVersion = SettingBody & {
  readonly byRole: Role | null;
  readonly byAgency: string | null;
  readonly writtenAt: Date | null;
};

/** A write that was taken, as its retry needs it. */
export interface TakenWrite {
  readonly key: string;
  readonly version: number;
  readonly bodyHash: string;
  readonly subject: string;
}

/** 700 agencies with two settings each, and some years of changes; the oldest beyond are in the topic and the journal. */
const MOST_VERSIONS = 5_000;

/** Every version there is. Settings are few, so they are read as a whole. */
@Injectable()
export class SettingVersions {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The newest first. */
  async all(kinds: readonly SettingBody['kind'][]): Promise<readonly SettingVersion[]> {
    return this.database.sql<SettingVersion>`
      SELECT kind, body, by_role AS "byRole", by_agency AS "byAgency", written_at AS "writtenAt"
      FROM settings WHERE kind = ANY (${kinds}) ORDER BY revision DESC LIMIT ${MOST_VERSIONS}`;
  }

  /** The write that was made under this key. */
  async written(keyHash: string): Promise<TakenWrite | undefined> {
    const [row] = await this.database.sql<TakenWrite>`
      SELECT key, version, encode(body_hash, 'hex') AS "bodyHash", by_subject AS subject
      FROM settings WHERE key_hash = ${`\\x${keyHash}`}::bytea`;
    return row;
  }
}

const takenBy = ['settings_pkey', 'settings_version_of_code', 'settings_version_of_retention', 'settings_write_once'];

/** Whether a write failed because somebody else was first with this version, or this key. */
export function isTaken(error: unknown): boolean {
  const { constraint } = (error ?? {}) as { constraint?: unknown };
  return takenBy.includes(String(constraint));
}
