import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Addresses } from '@tuntas/local';
import { dataRegister, type DataRegister } from '@tuntas/testing';
import pg from 'pg';
import type { Looked, Place } from './places.js';
import type { Search } from './search.js';

/** Values as Postgres writes them, whatever their type. */
const asWritten = { getTypeParser: () => (value: string) => value } as pg.CustomTypesConfig;
const NOTHING: ReadonlySet<string> = new Set();
const SAMPLES = /^pg_catalog\.pg_stat(?:s|istic)$/;

/** Every row of every table of every database, by column; and every file of the server, byte by byte. */
export async function inDatabases(addresses: Addresses, search: Search): Promise<Looked[]> {
  const register = dataRegister();
  const names = databasesBy(addresses);
  const looked: Looked[] = [];
  const files = new Map<string, Place>();
  const admin = await opened(addresses);
  const { rows } = await admin.query<{ datname: string; folder: string }>(
    `SELECT datname, current_setting('data_directory') AS folder FROM pg_database WHERE datallowconn ORDER BY 1`,
  );
  for (const { datname } of rows) {
    const client = await opened(addresses, datname);
    // As Postgres does by itself, sooner or later: values that it samples for its plans stand in the catalogue then.
    await client.query('ANALYZE');
    const name = names.get(datname) ?? datname;
    looked.push(...(await inTables(client, name, register, search)));
    for (const [file, place] of await filesOf(client, name, register)) files.set(file, place);
    await client.end();
  }
  await admin.query('CHECKPOINT');
  await admin.end();
  const [{ folder } = { folder: '' }] = rows;
  return [...looked, ...(await inFiles(folder, files, search))];
}

/** Names of databases as they are in the server, and as the register has them. */
const databasesBy = ({ databases }: Addresses): ReadonlyMap<string, string> =>
  new Map(Object.entries(databases).map(([name, url]) => [new URL(url).pathname.slice(1), name]));

export async function opened({ admin = '' }: Addresses, database?: string): Promise<pg.Client> {
  const url = new URL(admin);
  if (database !== undefined) url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href, types: asWritten });
  await client.connect();
  return client;
}

async function inTables(client: pg.Client, name: string, register: DataRegister, search: Search): Promise<Looked[]> {
  const { rows } = await client.query<{ schema: string; table: string }>(
    `SELECT nspname AS schema, relname AS table FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind IN ('r', 'p', 'm') AND NOT relispartition
       AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
     UNION ALL SELECT 'pg_catalog', unnest(ARRAY['pg_stats', 'pg_stat_activity', 'pg_description'])`,
  );
  const looked: Looked[] = [];
  for (const { schema, table } of rows) {
    const { rows: values, fields } = await client.query<string[]>({
      text: `SELECT * FROM "${schema}"."${table}"`,
      rowMode: 'array',
    });
    for (const [at, field] of fields.entries()) {
      const cells = values.map((row) => inClear(row[at] ?? ''));
      const bytes = Buffer.concat(cells);
      const where = `${schema === 'public' ? '' : `${schema}.`}${table}`;
      looked.push({ place: columnOf(name, where, field.name, register), bytes: bytes.length, found: search.in(bytes) });
    }
  }
  return looked;
}

/** A bytea comes as hex. */
const inClear = (value: string): Buffer =>
  /^\\x(?:[0-9a-f]{2})*$/.test(value)
    ? Buffer.concat([Buffer.from(value.slice(2), 'hex'), Buffer.from('\n')])
    : Buffer.from(`${value}\n`);

const classesIn = (register: DataRegister, name: string, table: string): ReadonlyMap<string, string> =>
  [name, 'every service with events', 'every service'].flatMap((one) => register.get(one)?.get(table) ?? [])[0]
    ?.classes ?? new Map<string, string>();

function columnOf(name: string, table: string, column: string, register: DataRegister): Place {
  if (SAMPLES.test(table))
    return { ...samplesOf(name, register), output: 'database', where: `${name}.${table}.${column}` };
  const where = `${name}.${table}.${column}`;
  const registered = classesIn(register, name, table).get(column);
  return { output: 'database', where, classes: registered ? new Set([registered]) : NOTHING, columns: [where] };
}

/** What ANALYZE copied for the planner: it may be operational or public, and nothing of the classes that end before their row. */
function samplesOf(name: string, register: DataRegister): Pick<Place, 'classes' | 'columns'> {
  const columns = [...(register.get(name) ?? [])].flatMap(([table, { classes }]) =>
    [...classes].flatMap(([column, one]) => (one === 'operational' ? [`${name}.${table}.${column}`] : [])),
  );
  return { classes: new Set(['operational', 'public']), columns };
}

/** Which table's bytes lie in which file; indexes and what was too long for a page belong to their table, parts to the whole. */
async function filesOf(client: pg.Client, name: string, register: DataRegister): Promise<[string, Place][]> {
  const { rows } = await client.query<{ file: string; schema: string; table: string }>(`
    WITH owned AS (
      SELECT c.oid, c.relname, COALESCE(o.oid, t.oid, i.indrelid, c.oid) AS of
      FROM pg_class c
        LEFT JOIN pg_class t ON t.reltoastrelid = c.oid
        LEFT JOIN pg_index i ON i.indexrelid = c.oid
        LEFT JOIN pg_class o ON o.reltoastrelid = i.indrelid)
    SELECT pg_relation_filepath(owned.oid) AS file, nspname AS schema, whole.relname AS table
    FROM owned JOIN pg_class whole ON whole.oid = COALESCE(pg_partition_root(owned.of), owned.of)
      JOIN pg_namespace n ON n.oid = whole.relnamespace
    WHERE pg_relation_filepath(owned.oid) IS NOT NULL`);
  return rows.map(({ file, schema, table }) => {
    const short = `${schema === 'public' ? '' : `${schema}.`}${table}`;
    if (SAMPLES.test(short))
      return [file, { ...samplesOf(name, register), output: 'database file', where: `${name}.${short}` }];
    const classes = classesIn(register, name, short);
    const columns = [...classes.keys()].map((column) => `${name}.${short}.${column}`);
    return [file, { output: 'database file', where: `${name}.${short}`, classes: new Set(classes.values()), columns }];
  });
}

/** The server's whole folder; a file that is no table's belongs to nobody, and the log has the bytes of all tables. */
async function inFiles(folder: string, tables: ReadonlyMap<string, Place>, search: Search): Promise<Looked[]> {
  const all = [...tables.values()];
  const log: Place = {
    output: 'write-ahead log',
    where: 'pg_wal',
    classes: new Set(all.flatMap(({ classes }) => [...classes])),
    columns: all.flatMap(({ columns = [] }) => columns),
  };
  const looked: Looked[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name).slice(folder.length + 1);
    const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
    // Segments of one file, its free space and its visibility have the same name with something behind it.
    const table = tables.get(file.replace(/[._][0-9a-z]+$/, ''));
    const place = file.startsWith('pg_wal/')
      ? log
      : (table ?? { output: 'database file', where: file, classes: NOTHING });
    looked.push({ place, bytes: bytes.length, found: search.in(bytes) });
  }
  return looked;
}
