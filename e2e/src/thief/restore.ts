import type { Addresses } from '@tuntas/local';
import pg from 'pg';
import type { StolenRow } from './steal.js';

/** What an erasure took from each database; intake forgets with its backup that it ever erased. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  'intake-keys': ['public.data_keys'],
  intake: ['public.identities', 'public.texts', 'public.replies', 'public.erasures'],
  'follow-up': ['public.told', 'public.texts'],
};

/** Brings the rows of one complaint back as they were when the dump was made, as a restored backup does. */
export async function restored(
  { databases }: Addresses,
  dump: readonly StolenRow[],
  complaintId: string,
): Promise<void> {
  for (const [database, tables] of Object.entries(TABLES)) {
    const client = new pg.Client({ connectionString: databases[database] });
    await client.connect();
    try {
      for (const table of tables) {
        await client.query(`DELETE FROM ${table} WHERE complaint_id = $1`, [complaintId]);
        const rows = dump.filter(
          (row) => row.database === database && row.table === table && row.text.includes(complaintId),
        );
        for (const { text } of rows)
          await client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`, [text]);
      }
    } finally {
      await client.end();
    }
  }
}
