import { readFileSync } from 'node:fs';
import { agencyCode, areaCode, categoryCode, unitCode, zone } from '@tuntas/events';
import { z } from 'zod';
import type { Area, Boundary } from './domain/gazetteer.js';
import type { Agency } from './domain/organisation.js';
import type { Rule } from './domain/rule-book.js';

/** seed/ lies beside src/ and dist/. */
const folder = new URL('../seed/', import.meta.url);

const yes = z.enum(['yes', 'no', '']).transform((word) => word === 'yes');
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((cell) => (cell === '' ? undefined : cell), schema.optional());

const agencyRow = z.object({
  code: agencyCode,
  name: z.string().min(1),
  kind: z.enum(['nation', 'province', 'regency', 'office', 'district', 'village', 'company']),
  parent: optional(agencyCode),
  area: optional(areaCode),
  coordinator_filled: yes,
  zone,
  email: optional(z.email()),
});
const unitRow = z.object({ code: unitCode, agency: agencyCode, name: z.string().min(1), active: yes, liaison: yes });
const categoryRow = z.object({ code: categoryCode, name: z.string().min(1), parent: optional(categoryCode) });
const areaRow = z.object({
  code: areaCode,
  name: z.string().min(1),
  kind: z.enum(['province', 'regency', 'district', 'village']),
  parent: optional(areaCode),
  alias: optional(z.string()),
  everyday_words: yes,
});
const ruleBook = z.object({
  functions: z.record(z.string(), agencyCode),
  rules: z.array(
    z.object({
      id: z.string().min(1),
      version: z.int().positive(),
      function: z.string().min(1),
      category: categoryCode.optional(),
      specificity: z.int().min(1).max(4),
      words: z.array(z.string().min(2)).min(1),
    }),
  ),
});
const boundaries = z.object({
  features: z.array(
    z.object({
      properties: z.object({ kode: areaCode }),
      geometry: z.custom<Boundary>((value) => typeof value === 'object' && value !== null),
    }),
  ),
});

type Unit = Readonly<{ code: string; agency: string; name: string; active: boolean; hasLiaison: boolean }>;
type Category = Readonly<{ code: string; name: string; parent?: string | undefined }>;

/** The regency of Kutai Timur as shipped: what `migrate` loads into an empty or older database. */
export interface Seeds {
  readonly agencies: readonly Agency[];
  readonly units: readonly Unit[];
  readonly categories: readonly Category[];
  readonly areas: readonly Area[];
  readonly functions: Readonly<Record<string, string>>;
  readonly rules: readonly Rule[];
}

/** Reads and checks all seed files; throws with the file and the field when one is wrong. */
export function readSeeds(): Seeds {
  const shapes = new Map(json('districts.geojson', boundaries).features.map((f) => [f.properties.kode, f.geometry]));
  const { functions, rules } = json('rules.json', ruleBook);
  return {
    functions,
    rules,
    agencies: csv('agencies.csv', agencyRow).map(({ coordinator_filled: active, ...agency }) => ({
      ...agency,
      active,
    })),
    units: csv('units.csv', unitRow).map(({ liaison: hasLiaison, ...unit }) => ({ ...unit, hasLiaison })),
    categories: csv('categories.csv', categoryRow),
    areas: csv('areas.csv', areaRow).map(({ everyday_words: everydayWords, ...area }) => ({
      ...area,
      everydayWords,
      zone: 'WITA' as const,
      boundary: shapes.get(area.code),
    })),
  };
}

function json<T>(file: string, schema: z.ZodType<T>): T {
  return checked(file, schema, JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
}

/** Our own files: one record a line, quotes only around cells with commas. */
function csv<T>(file: string, schema: z.ZodType<T>): T[] {
  const [head = [], ...lines] = readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n').map(cells);
  return lines.map((line) => checked(file, schema, Object.fromEntries(head.map((name, i) => [name, line[i] ?? '']))));
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
}

function checked<T>(file: string, schema: z.ZodType<T>, value: unknown): T {
  const { data, error } = schema.safeParse(value);
  if (error) throw new Error(`seed/${file}: ${z.prettifyError(error)}`);
  return data;
}
