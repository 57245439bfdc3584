import { join } from 'node:path';
import type { Addresses } from '@tuntas/local';
import { foundIn, foundInFolder, type Sought } from '@tuntas/testing';
import pg from 'pg';

/** A row of a stolen dump. */
export interface StolenRow {
  readonly database: string;
  readonly table: string;
  /** The row as JSON, as Postgres writes it: bytes as `\x` and hexadecimal digits. */
  readonly text: string;
  /** Every text in it, those deep in JSON too. */
  readonly texts: readonly string[];
}

/** Every row of every table of every database there is, those of libraries and of the migrations included. */
export async function stolenDump({ databases }: Addresses): Promise<StolenRow[]> {
  const rows: StolenRow[] = [];
  for (const [database, connectionString] of Object.entries(databases)) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      for (const table of await tablesOf(client)) rows.push(...(await rowsOf(client, database, table)));
    } finally {
      await client.end();
    }
  }
  return rows;
}

/** Those that hold rows themselves: partitions, and not what is parted. */
async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT format('%I.%I', nspname, relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relkind = 'r' AND nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`);
  return rows.map(({ name }) => name);
}

async function rowsOf(client: pg.Client, database: string, table: string): Promise<StolenRow[]> {
  const { rows } = await client.query<{ text: string }>(`SELECT to_jsonb(t)::text AS text FROM ${table} t`);
  return rows.map(({ text }) => ({ database, table, text, texts: textsIn(JSON.parse(text)) }));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What of these texts stands in the rows, and where: `text in follow-up public.texts`. */
export function foundInRows(rows: readonly StolenRow[], texts: readonly Sought[]): string[] {
  const found = rows.flatMap(({ database, table, text }) =>
    foundIn(Buffer.from(text), texts).map((one) => `${one} in ${database} ${table}`),
  );
  return [...new Set(found)].toSorted();
}

/**
 * What of these texts stands in any byte of the server's data folder: rows, dead rows, indexes, write-ahead log. The whole
 * cluster, as somebody has it who walks off with the disk; everything that was committed is written there first.
 */
export async function foundOnDatabaseDisk({ admin }: Addresses, texts: readonly Sought[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query('CHECKPOINT');
    const { rows } = await client.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`);
    return await foundInFolder(rows[0]?.folder ?? '', texts);
  } finally {
    await client.end();
  }
}

/** The same of the broker's segments; in Kafka, files are named after topics. */
export async function foundOnBrokersDisk({ dataDir }: Addresses, texts: readonly Sought[]): Promise<string[]> {
  const found = await foundInFolder(join(dataDir, 'kafka', 'data'), texts);
  return [...new Set(found.map((line) => line.replace(/-\d+\/.*$/, '')))];
}
