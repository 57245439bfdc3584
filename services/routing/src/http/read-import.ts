import { randomUUID } from 'node:crypto';
import { checkedBy, type Fault, invalid, invalidFields, Problem } from '@tuntas/runtime';
import { z } from 'zod';
import type { ImportedRow } from '../domain/import.js';
import type { Entry } from '../domain/chart.js';
import { columns, type TableName } from '../domain/lists.js';
import { agencyBody, categoryBody, codes, postBody, unitBody } from './organisation-bodies.js';
import type { TableRow } from './table-file.js';

const version = z.coerce.number().int().min(0).max(999_999_999).default(0);
const schemas = {
  agencies: agencyBody.extend({ code: codes.agency, version }),
  units: unitBody.extend({ code: codes.unit, version }),
  categories: categoryBody.extend({ version }),
  posts: postBody.extend({ id: z.uuid().optional(), version }),
} as const;

/** Rows as changes. @throws Problem with the line of everything that is no such row */
export function importedRows(table: TableName, rows: readonly TableRow[], now: Date): ImportedRow[] {
  refuseColumns(table, rows);
  const faults: Fault[] = [];
  const read = rows.flatMap(({ line, cells }) => {
    try {
      return [{ line, ...changeOf(table, filled(cells), now) }];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      faults.push(...error.faults.map((fault) => at(line, fault)));
      return [];
    }
  });
  const [first, ...more] = faults;
  if (first) throw invalidFields([first, ...more]);
  return read;
}

function refuseColumns(table: TableName, [first]: readonly TableRow[]): void {
  const known: readonly string[] = columns[table];
  const unknown = Object.keys(first?.cells ?? {}).filter((column) => !known.includes(column));
  if (unknown.length > 0) throw invalid('import-wrong-columns', 'line 1', { line: 1, known: [...known] });
}

const at = (line: number, { code, field, values }: Fault): Fault => ({
  code,
  field: field === undefined ? `line ${line}` : `line ${line}, ${field}`,
  values: { ...values, line },
});

const filled = (cells: TableRow['cells']): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ''));

function changeOf(table: TableName, cells: Record<string, string>, now: Date): Omit<ImportedRow, 'line'> {
  switch (table) {
    case 'agencies': {
      const { version: seen, ...body } = parsed(schemas.agencies, cells);
      return { change: { what: 'agency', version: seen, body }, entry: { of: 'agency', version: seen, ...body } };
    }
    case 'units': {
      const { version: seen, ...body } = parsed(schemas.units, cells);
      return { change: { what: 'unit', version: seen, body }, entry: { of: 'unit', version: seen, ...body } };
    }
    case 'categories': {
      const { version: seen, ...body } = parsed(schemas.categories, cells);
      return { change: { what: 'category', version: seen, body }, entry: { of: 'category', version: seen, ...body } };
    }
    case 'posts': {
      const { version: seen, id = randomUUID(), ...rest } = parsed(schemas.posts, cells);
      const body = { ...rest, id };
      const entry: Entry = { of: 'post', version: seen, absences: [], ...body, from: body.from ?? now };
      return { change: { what: 'post', version: seen, body }, entry };
    }
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, cells: Record<string, string>): z.output<Schema> {
  return checkedBy(schema).transform(cells, { type: 'body' }) as z.output<Schema>;
}
