/**
 * The days off of the yearly joint decree of three ministers, from CSV: `date,kind,name` with `libur` (holiday) or
 * `cuti_bersama` (collective leave). Apart from the public face of this library, since only who imports a decree needs
 * a CSV parser.
 *
 * Each line is parsed by itself: a quote that is never closed spoils its own line and swallows no day behind it.
 */
import { CsvError, parse } from 'csv-parse/sync';
import type { DayOff } from './calendar.js';
import { FaultyDecree, type DecreeFault } from './faulty-decree.js';
import { dayNumber, InvalidLocalDate } from './local-date.js';

export { FaultyDecree, type DecreeFault } from './faulty-decree.js';

const COLUMNS = 'date,kind,name';
const kinds = new Map<string, DayOff['kind']>([
  ['libur', 'holiday'],
  ['cuti_bersama', 'collective-leave'],
]);
/** At 27 days off a year this is 74 years; more is another file. */
const MOST_DAYS_OFF = 2_000;

/** A line that is not blank; without columns where the parser cannot read it. */
interface Line {
  readonly line: number;
  readonly text: string;
  readonly columns: readonly string[];
}

/** A line of three columns, right or wrong. */
interface Row {
  readonly line: number;
  readonly on: string;
  readonly word: string;
  readonly name: string;
}

/**
 * The days off, in order of their dates. `year` is the one whose decree this is said to be; it must be among them.
 * Throws {@link FaultyDecree} with every fault of every line, and then nothing is taken. Under wrong column names no
 * line can be read, so then they are the only fault.
 */
export function parseDecree(csv: string, year?: number): DayOff[] {
  const [head, ...lines] = linesOf(csv);
  if (!head || head.columns.join() !== COLUMNS) {
    throw new FaultyDecree([{ line: head?.line ?? 1, code: 'wrong-columns', found: head?.text ?? '' }]);
  }
  const last = lines.at(-1);
  if (!last) throw new FaultyDecree([{ line: head.line, code: 'no-days-off', found: 'no line below it' }]);
  if (lines.length > MOST_DAYS_OFF) {
    throw new FaultyDecree([{ line: last.line, code: 'too-many-days', found: `${lines.length} days off` }]);
  }
  const rows = lines.flatMap(rowIn);
  const faults = [
    ...lines.filter((each) => rowIn(each).length === 0).map(wrongColumns),
    ...rows.flatMap(faultsOf),
    ...daysTwice(rows),
    ...missingYears(rows, year, last.line),
  ];
  if (faults.length > 0) throw new FaultyDecree(faults);
  return rows.flatMap(dayOff).toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

function linesOf(csv: string): Line[] {
  return csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, index) => ({ line: index + 1, text, columns: columnsOf(text) }))
    .filter(({ text }) => text.trim() !== '');
}

function columnsOf(text: string): readonly string[] {
  try {
    return parse(text, { trim: true })[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

function rowIn({ line, columns }: Line): Row[] {
  const [on = '', word = '', name = '', ...more] = columns;
  return columns.length < 3 || more.length > 0 ? [] : [{ line, on, word, name }];
}

const wrongColumns = ({ line, text }: Line): DecreeFault => ({ line, code: 'wrong-columns', found: text });

function dayOff({ on, word, name }: Row): DayOff[] {
  const kind = kinds.get(word);
  return kind ? [{ on, kind, name }] : [];
}

function faultsOf({ line, on, word, name }: Row): DecreeFault[] {
  const faults: DecreeFault[] = [];
  if (!isDate(on)) faults.push({ line, code: 'no-such-date', found: on });
  if (!kinds.has(word)) faults.push({ line, code: 'unknown-kind', found: word });
  if (name === '') faults.push({ line, code: 'no-name', found: on });
  return faults;
}

function isDate(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch (error) {
    if (error instanceof InvalidLocalDate) return false;
    throw error;
  }
}

function daysTwice(rows: readonly Row[]): DecreeFault[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, on }): DecreeFault[] => {
    const before = first.get(on);
    if (before === undefined) first.set(on, line);
    return before === undefined ? [] : [{ line, code: 'day-twice', found: `${on}, as on line ${before}` }];
  });
}

/**
 * Years that nobody declared: those between two declared ones, a gap of years as one fault, and the one announced. A
 * date that does not exist still tells its year: one wrong day must not look like a year left out.
 */
function missingYears(rows: readonly Row[], announced: number | undefined, lastLine: number): DecreeFault[] {
  const years = rows
    .filter(({ on }) => /^\d{4}-/.test(on))
    .map(({ on, line }) => ({ year: Number(on.slice(0, 4)), line }))
    .toSorted((a, b) => a.year - b.year || a.line - b.line);
  const gaps = years.flatMap(({ year, line }, index): DecreeFault[] => {
    const before = years[index - 1]?.year ?? year;
    if (year - before < 2) return [];
    const missing = year - before === 2 ? `${before + 1}` : `${before + 1} to ${year - 1}`;
    return [{ line, code: 'year-missing', found: missing }];
  });
  const [first, last] = [years[0]?.year ?? Infinity, years.at(-1)?.year ?? -Infinity];
  const isOutside = announced !== undefined && (announced < first || announced > last);
  return isOutside ? [...gaps, { line: lastLine, code: 'year-missing', found: `${announced}` }] : gaps;
}
