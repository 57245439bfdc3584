import type { Entry } from './chart.js';

/** What can be taken away and brought back as a table, and its columns. `version` is empty in a row that is new. */
export const columns = {
  agencies: ['code', 'version', 'name', 'kind', 'parent', 'area', 'zone', 'email'],
  units: ['code', 'version', 'agency', 'name'],
  categories: ['code', 'version', 'name', 'parent'],
  posts: ['id', 'version', 'subject', 'role', 'agency', 'unit', 'from', 'to'],
} as const;
export type TableName = keyof typeof columns;
export const tableNames = Object.keys(columns) as readonly TableName[];

/** An entry as a row of its table. */
export function rowOf(entry: Entry, table: TableName): string[] {
  const values = entry as unknown as Readonly<Record<string, Cell>>;
  return columns[table].map((column) => cellOf(values[column]));
}

type Cell = string | number | Date | null | undefined;

function cellOf(value: Cell): string {
  if (value === undefined || value === null) return '';
  return value instanceof Date ? value.toISOString() : String(value);
}
