import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '@tuntas/events';
import { root } from '@tuntas/local';
import type { Database, MigrationClass } from '@tuntas/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from './test-database.js';

const dataClasses = ['identity', 'content', 'operational', 'public'] as const;
type DataClass = (typeof dataClasses)[number];

/** A table, or a stream of events, as `docs/security/data-register.md` has it. */
export interface Registered {
  /** `consent`, `duty`, `task` or `none`. */
  readonly basis: string;
  /** Until when it is kept, in the register's words. */
  readonly kept: string;
  readonly classes: ReadonlyMap<string, DataClass>;
}

/** Tables by the database they are in, `every service` for those that all have, `every service with events`
 * for those that all but the portal have; streams stand under `events`. */
export type DataRegister = ReadonlyMap<string, ReadonlyMap<string, Registered>>;

const ENTRY = /^- \*\*(?<name>[^*]+)\*\* \((?<basis>consent|duty|task|none), (?<kept>[a-z0-9 ]+)\)$/;
const FIELDS = new RegExp(`^  - (?<dataClass>${dataClasses.join('|')}): (?<fields>.+)$`);
const KEPT = /^- \*\*(?<kept>[a-z0-9 ]+)\*\* – (?<says>(?:.|\n(?!- |\n))*)/gm;

/** Reads the register. Throws, with the line, on what is no entry, on an unknown time, and on a field with two classes. */
export function parseDataRegister(text: string): DataRegister {
  const [, explained = '', entries = ''] = text.split(/^## Kept$|^## Databases$/m);
  const times = [...explained.matchAll(KEPT)].map(({ groups }) => groups?.['kept'] ?? '');
  const register = new Map<string, Map<string, Registered>>();
  let section: Map<string, Registered> | undefined;
  let classes: Map<string, DataClass> | undefined;
  for (const line of entries.split('\n')) {
    const heading = /^##+ (?<title>.+)$/.exec(line)?.groups?.['title'];
    const { name, basis = '', kept = '' } = ENTRY.exec(line)?.groups ?? {};
    const { dataClass, fields } = FIELDS.exec(line)?.groups ?? {};
    if (heading !== undefined) register.set(heading.toLowerCase(), (section = new Map()));
    else if (name !== undefined && section && times.includes(kept))
      section.set(name, { basis, kept, classes: (classes = new Map()) });
    else if (fields !== undefined && classes) addFields(classes, fields.split(', '), dataClass as DataClass);
    else if (/^ *- /.test(line)) throw new Error(`The register of data does not say all that it must: ${line}`);
  }
  return register;
}

function addFields(classes: Map<string, DataClass>, fields: readonly string[], dataClass: DataClass): void {
  for (const field of fields) {
    if (classes.has(field)) throw new Error(`The register of data has ${field} twice in one entry.`);
    classes.set(field, dataClass);
  }
}

/** A time of keeping, and what ends it. */
export interface Term {
  readonly kept: string;
  /** Names in the code; none where it is for ever. */
  readonly by: readonly string[];
  /** Why nothing ends it, where nothing does. */
  readonly forEver?: string | undefined;
}

/** The times of keeping that the register explains. */
export function parseTerms(text: string): readonly Term[] {
  const [, explained = ''] = text.split(/^## Kept$|^## Databases$/m);
  return [...explained.matchAll(KEPT)].map(({ groups }) => {
    const { kept = '', says = '' } = groups ?? {};
    const by = /\sBy (?<names>`[^.]+`)\./.exec(says)?.groups?.['names']?.match(/\w+/g) ?? [];
    return { kept, by, forEver: /\sFor ever: (?<why>duty [^.]+)/.exec(says)?.groups?.['why'] };
  });
}

/**
 * Times that nothing carries out: neither for ever with a reason, nor by something that `sources` declare once and that is used
 * elsewhere as well – what nobody uses does not run.
 */
export function termFaults(terms: readonly Term[], sources: readonly string[]): string[] {
  return terms.flatMap(({ kept, by, forEver }) => {
    if (by.length === 0) return forEver === undefined ? [`${kept} is carried out by nothing`] : [];
    return by.flatMap((name) => {
      const declared = sources.filter((source) => new RegExp(`^export (class|function) ${name}\\b`, 'm').test(source));
      const used = sources.filter((source) => !declared.includes(source) && new RegExp(`\\b${name}\\b`).test(source));
      if (declared.length === 0) return [`${kept}: there is no ${name}`];
      return used.length === 0 ? [`${kept}: nothing uses ${name}`] : [];
    });
  });
}

export const dataRegister = (): DataRegister =>
  parseDataRegister(readFileSync(join(root, 'docs/security/data-register.md'), 'utf8'));

/** What stands in the schema and not in the register, and the other way round: a sentence each. */
export function registerFaults(
  actual: ReadonlyMap<string, readonly string[]>,
  registered: ReadonlyMap<string, Registered>,
): string[] {
  const unclassified = [...actual].flatMap(([name, fields]) =>
    fields.filter((field) => !registered.get(name)?.classes.has(field)).map((field) => `${name}.${field} has no class`),
  );
  const gone = [...registered].flatMap(([name, { classes }]) =>
    [...classes.keys()]
      .filter((field) => !actual.get(name)?.includes(field))
      .map((field) => `${name}.${field} is registered and does not exist`),
  );
  return [...unclassified, ...gone];
}

/** A database of the register: a service's own, or that of intake's keys, which has no messages. */
type RegisteredDatabase = Service | 'intake-keys';

/** Tests that hold a migrated database against the register, and that would notice a new column. */
export function describeRegisteredData(name: RegisteredDatabase, migrations: readonly MigrationClass[]): void {
  describe(`the database of ${name}`, () => {
    let db: TestDatabase;
    beforeAll(async () => {
      db = await testDatabase(migrations);
    });
    afterAll(async () => db.close());

    it('has every column in the register of data, and the register none that is not there', async () => {
      expect(await databaseFaults(db.database, name)).toEqual([]);
    });

    it('keeps no sample of an identity or of words for the planner, who would keep it longer than its row', async () => {
      expect(await sampledIn(db.database, name)).toEqual([]);
      await db.database.query('ALTER TABLE migrations ADD COLUMN note text');
      expect(await sampledIn(db.database, name, ['migrations.note'])).toEqual(['migrations.note']);
      await db.database.query('ALTER TABLE migrations DROP COLUMN note');
    });

    it('would not go with a column that nobody classified', async () => {
      await db.database.query('ALTER TABLE migrations ADD COLUMN phone text');
      expect(await databaseFaults(db.database, name)).toEqual(['migrations.phone has no class']);
    });
  });
}

/** Columns of class identity or content whose values ANALYZE copies into the catalogue. */
async function sampledIn(
  database: Database,
  name: RegisteredDatabase,
  more: readonly string[] = [],
): Promise<readonly string[]> {
  const told = [...registeredIn(name)].flatMap(([table, { classes }]) =>
    [...classes].flatMap(([column, one]) => (one === 'identity' || one === 'content' ? [`${table}.${column}`] : [])),
  );
  const rows = await database.sql<{ column: string }>`
    SELECT CASE nspname WHEN 'public' THEN '' ELSE nspname || '.' END || relname || '.' || attname AS column
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
    WHERE attstattarget IS DISTINCT FROM 0 AND relkind IN ('r', 'p') ORDER BY 1`;
  const sampled = new Set(rows.map(({ column }) => column));
  return [...told, ...more].filter((column) => sampled.has(column));
}

function registeredIn(name: RegisteredDatabase): ReadonlyMap<string, Registered> {
  const register = dataRegister();
  const services =
    name === 'intake-keys' ? [] : ['every service', ...(name === 'portal' ? [] : ['every service with events'])];
  return new Map([...services, name].flatMap((section) => [...(register.get(section) ?? [])]));
}

async function databaseFaults(database: Database, name: RegisteredDatabase): Promise<string[]> {
  const rows = await database.sql<{ name: string; columns: string[] }>`
    SELECT CASE nspname WHEN 'public' THEN '' ELSE nspname || '.' END || relname AS name,
      array_agg(attname::text ORDER BY attnum) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace JOIN pg_attribute a ON attrelid = c.oid
    WHERE relkind IN ('r', 'p') AND NOT relispartition AND attnum > 0 AND NOT attisdropped
      AND nspname NOT IN ('pg_catalog', 'information_schema') GROUP BY nspname, relname`;
  return registerFaults(new Map(rows.map(({ name, columns }) => [name, columns])), registeredIn(name));
}
