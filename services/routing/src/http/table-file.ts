import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { decodeUtf8, invalid, Problem } from '@tuntas/runtime';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import writeXlsx from 'write-excel-file/node';

/*
 * Tables as people send them and take them away: CSV and XLSX become rows of trimmed text with the number of their line.
 * An XLSX is a zip of XML: it is unpacked here under limits, looked through for formulas, and only then handed, unpacked,
 * to the library that reads it – so that nothing it contains decides how much memory is taken.
 */

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** 5,000 rows of seven cells with 30 characters, and as much again. */
export const MOST_TABLE_BYTES = 2 * 1024 * 1024;
const MOST_ROWS = 5_000;
const MOST_COLUMNS = 20;
const MOST_CELL_CHARACTERS = 500;
/** XML of so many rows is ten times its text; Excel writes a dozen files. */
const MOST_UNPACKED_BYTES = 24 * 1024 * 1024;
const MOST_PARTS = 100;

/** One row, by the names of the first row, with its line in the file as a person counts. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Takes these two types where a table is sent, and nowhere else. */
export function takeTables(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser<Buffer>(['text/csv', XLSX], { parseAs: 'buffer' }, (request, body, done) => {
      if (request.routeOptions.url === '/api/organisation/imports') done(null, body);
      else done(invalid('unsupported-media-type'));
    });
}

/** @throws Problem with the line for what cannot be read as a table */
export async function readTable(body: Buffer): Promise<readonly TableRow[]> {
  const isZip = body.subarray(0, 2).toString('latin1') === 'PK';
  return tableOf(isZip ? await xlsxRows(body) : csvRows(body));
}

type Numbered = readonly { readonly line: number; readonly cells: readonly string[] }[];

function tableOf(rows: Numbered): TableRow[] {
  const [head, ...all] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!head) throw invalid('import-empty');
  if (all.length > MOST_ROWS) throw invalid('import-too-long', undefined, { most: MOST_ROWS });
  const wide = rows.find(({ cells }) => cells.length > MOST_COLUMNS);
  if (wide) throw invalid('import-too-wide', `line ${wide.line}`, { line: wide.line, most: MOST_COLUMNS });
  const long = rows.find(({ cells }) => cells.some((cell) => cell.length > MOST_CELL_CHARACTERS));
  if (long) throw invalid('import-cell-too-long', `line ${long.line}`, { line: long.line, most: MOST_CELL_CHARACTERS });
  return all.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(cells.map((cell, at) => [head.cells[at] ?? `column ${at + 1}`, cell] as const)),
  }));
}

/** What a spreadsheet would take for a formula (OWASP: CSV injection), with the full-width forms of the signs. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const QUOTED_FORMULA = /^'+[=+\-@\t\r＝＋－＠]/;

function csvRows(body: Buffer): Numbered {
  const text = decodeUtf8(body);
  try {
    const records = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
    return (records as unknown as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
      line: info.lines,
      cells: record.map((cell) => unquoted(cell, info.lines)),
    }));
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { lines: line = 1 } = error as { lines?: number };
    throw invalid('import-not-csv', `line ${line}`, { line });
  }
}

function unquoted(cell: string, line: number): string {
  if (QUOTED_FORMULA.test(cell)) return cell.slice(1);
  if (FORMULA.test(cell)) throw invalid('import-formula', `line ${line}`, { line });
  return cell.trim();
}

async function xlsxRows(body: Buffer): Promise<Numbered> {
  const parts = unpacked(body);
  refuseEntities(parts);
  refuseFormulas(parts);
  try {
    const sheet = await readSheet(Buffer.from(zipSync(parts, { level: 0 })), { parseNumber: String });
    return sheet.map((row, at) => ({ line: at + 1, cells: row.map((cell) => textOf(cell, at + 1)) }));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw invalid('import-not-xlsx');
  }
}

/** The sizes stand in the zip's own list; fflate writes no more than that list said, whatever the packed bytes hold. */
function unpacked(body: Buffer): Record<string, Uint8Array> {
  let bytes = 0;
  let parts = 0;
  const filter = ({ originalSize }: { readonly originalSize: number }): boolean => {
    bytes += originalSize;
    parts += 1;
    if (bytes > MOST_UNPACKED_BYTES || parts > MOST_PARTS) throw invalid('import-too-large');
    return true;
  };
  try {
    return unzipSync(body, { filter });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw invalid('import-not-xlsx');
  }
}

/** No spreadsheet program writes a document type; what one would bring are entities: other files, or a little text a million times. */
function refuseEntities(parts: Readonly<Record<string, Uint8Array>>): void {
  for (const bytes of Object.values(parts))
    if (strFromU8(bytes).includes('<!DOCTYPE')) throw invalid('import-not-xlsx');
}

function refuseFormulas(parts: Readonly<Record<string, Uint8Array>>): void {
  for (const [name, bytes] of Object.entries(parts)) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/.test(name)) continue;
    const xml = strFromU8(bytes);
    const at = xml.search(/<(?:\w+:)?f[\s>/]/);
    if (at < 0) continue;
    const [, row] = /.*<(?:\w+:)?c [^>]*\br="[A-Z]+(\d+)"/s.exec(xml.slice(Math.max(0, at - 500), at)) ?? [];
    const line = Number(row ?? 1);
    throw invalid('import-formula', `line ${line}`, { line });
  }
}

/** A date of a spreadsheet has no zone, so that it names no instant: those are written as text. */
function textOf(cell: unknown, line: number): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell.trim();
  if (typeof cell === 'boolean') return String(cell);
  throw invalid('import-date-cell', `line ${line}`, { line });
}

/** A table as CSV, which a spreadsheet opens without running anything: see `FORMULA`. */
export function asCsv(rows: readonly (readonly string[])[]): string {
  const safe = (cell: string): string => (FORMULA.test(cell) || QUOTED_FORMULA.test(cell) ? `'${cell}` : cell);
  return stringify(
    rows.map((row) => row.map(safe)),
    { bom: true },
  );
}

/** A table as XLSX; every cell is text, so that no code of an area loses its last zero. */
export async function asXlsx(rows: readonly (readonly string[])[], sheet: string): Promise<Buffer> {
  const cells = rows.map((row) => row.map((value) => ({ value, type: String })));
  return writeXlsx(cells, { sheet }).toBuffer();
}
