import type { KeyObject } from 'node:crypto';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Database, json, refuseMightyLogin } from '@tuntas/postgres';
import { type KeptKey, type KeyUse, KeyVault } from '../secrets/key-vault.js';

/** The door's batches, and a few readers beside them. */
const POOL_CONNECTIONS = 6;

export interface KeysOptions {
  readonly url: string;
  readonly vault: KeyVault;
}

interface KeyRow {
  readonly complaint_id: string;
  readonly use: KeyUse;
  readonly version: number;
  readonly wrapped: Buffer;
}

/**
 * The keys of complaints, in a database of their own. A key is kept before what it seals is committed, so a crash between
 * the two leaves a key that nobody uses (`SweepOrphanKeys`) and never words that nobody can open.
 */
export class DataKeys implements OnApplicationShutdown {
  private constructor(
    readonly database: Database,
    readonly vault: KeyVault,
  ) {}

  static async open({ url, vault }: KeysOptions): Promise<DataKeys> {
    const database = await Database.open({ url, name: 'intake keys', poolConnections: POOL_CONNECTIONS });
    await refuseMightyLogin(database.sql);
    return new DataKeys(database, vault);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }

  /** Any number in one statement; on the disk when it resolves. One that is there already stays as it is. */
  async keep(keys: readonly KeptKey[]): Promise<void> {
    if (keys.length === 0) return;
    const rows = keys.map(({ wrapped, ...key }) => ({ ...key, wrapped: `\\x${wrapped.toString('hex')}` }));
    await this.database.sql`
      INSERT INTO data_keys (complaint_id, use, version, wrapped, made_on)
      SELECT "complaintId", use, version, wrapped, app_now()::date
      FROM json_to_recordset(${json(rows)}) AS k ("complaintId" uuid, use text, version smallint, wrapped bytea)
      ORDER BY "complaintId" ON CONFLICT DO NOTHING`;
  }

  /** Opened; a complaint that has no such key, or whose key was destroyed, is left out. */
  async of(use: KeyUse, complaintIds: readonly string[]): Promise<ReadonlyMap<string, KeyObject>> {
    if (complaintIds.length === 0) return new Map();
    const rows = await this.database.sql<KeyRow>`
      SELECT complaint_id, use, version, wrapped FROM data_keys
      WHERE complaint_id = ANY (${complaintIds}::uuid[]) AND use = ${use}`;
    return new Map(
      await Promise.all(
        rows.map(
          async ({ complaint_id: complaintId, ...key }) =>
            [complaintId, await this.vault.open({ complaintId, ...key })] as const,
        ),
      ),
    );
  }

  /** A key for each of the complaints: the one that is there, else a fresh one, which is kept when this resolves. */
  async ofOrMade(use: KeyUse, complaintIds: readonly string[]): Promise<ReadonlyMap<string, KeyObject>> {
    const known = await this.of(use, complaintIds);
    const missing = complaintIds.filter((id) => !known.has(id));
    const made = await Promise.all(missing.map(async (id) => this.vault.make(id, use)));
    await this.keep(made.map(({ kept }) => kept));
    return new Map([...known, ...made.map(({ kept, dataKey }) => [kept.complaintId, dataKey] as const)]);
  }

  /** Nothing that these keys sealed can be opened any more; `RewriteKeys` clears the file. Destroying twice is destroying once. */
  async destroy(use: KeyUse, complaintIds: readonly string[]): Promise<void> {
    await this.database.sql`
      WITH gone AS (
        DELETE FROM data_keys WHERE complaint_id = ANY (${complaintIds}::uuid[]) AND use = ${use} RETURNING use
      )
      UPDATE destructions SET
        since = CASE WHEN destroyed > rewritten THEN since ELSE app_now() END,
        destroyed = destroyed + (SELECT count(*) FROM gone)
      WHERE EXISTS (SELECT FROM gone)`;
  }
}
