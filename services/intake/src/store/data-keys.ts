import type { KeyObject } from 'node:crypto';
import type { Sql } from '@tuntas/postgres';
import type { KeyVault, WrappedKey } from '../secrets/key-vault.js';

/** The keys of complaints, opened; one that has none, or whose identity was erased, is left out. */
export async function dataKeysOf(
  complaintIds: readonly string[],
  vault: KeyVault,
  sql: Sql,
): Promise<ReadonlyMap<string, KeyObject>> {
  const rows = await sql<WrappedKey & { complaint_id: string }>`
    SELECT complaint_id, version, wrapped FROM identity_keys WHERE complaint_id = ANY (${complaintIds}::uuid[])`;
  return new Map(rows.map(({ complaint_id: id, ...key }) => [id, vault.open(id, key)]));
}
