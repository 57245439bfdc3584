import { json } from '@tuntas/postgres';
import type { KeptKey, KeyUse } from '../secrets/key-vault.js';
import type { DataKeys } from './data-keys.js';

/** Keys a statement: 10,000 a second by a key file, and a lock no longer than a tenth of that. */
const PAGE = 1_000;

/**
 * Wraps every data key anew that is not under the newest key encryption key: the last step before an old one is destroyed.
 * Touches no row outside the database of keys, runs beside a service at work, and can be broken off and started again.
 * @returns how many were wrapped anew
 */
export async function rewrapKeys(keys: DataKeys): Promise<number> {
  let count = 0;
  for (;;) {
    const rows = await keys.database.sql<Row>`
      SELECT complaint_id AS "complaintId", use, version, wrapped FROM data_keys
      WHERE version < ${keys.vault.newestVersion} ORDER BY version LIMIT ${PAGE}`;
    if (rows.length === 0) return count;
    const anew = await Promise.all(rows.map(async (row) => keys.vault.wrappedAnew(row)));
    count += await replace(
      keys,
      anew.filter((key) => key !== undefined),
    );
  }
}

type Row = KeptKey & { readonly use: KeyUse };

/** A key that was destroyed meanwhile stays destroyed: only rows that are there are written. */
async function replace({ database }: DataKeys, anew: readonly KeptKey[]): Promise<number> {
  const rows = anew.map(({ wrapped, ...key }) => ({ ...key, wrapped: `\\x${wrapped.toString('hex')}` }));
  const written = await database.sql`
    UPDATE data_keys k SET version = n.version, wrapped = n.wrapped
    FROM json_to_recordset(${json(rows)}) AS n ("complaintId" uuid, use text, version smallint, wrapped bytea)
    WHERE k.complaint_id = n."complaintId" AND k.use = n.use RETURNING k.complaint_id`;
  return written.length;
}
