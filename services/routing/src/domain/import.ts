import type { Asking } from './authority.js';
import { changed } from './change.js';
import type { Change, Fault, Outcome } from './changes.js';
import type { Chart, Entry } from './chart.js';
import { rowOf, type TableName } from './lists.js';

/** A row that could be read: what it asks for, and the entry it would leave. */
export interface ImportedRow {
  readonly line: number;
  readonly change: Change;
  readonly entry: Entry;
}

type Part = 'agencies' | 'units' | 'categories' | 'posts';

/**
 * A whole table at once. Each row is judged against the organisation as all rows would leave it, so that their order does not
 * matter and a ring of three new agencies is one; it is refused whole, with the line of every fault.
 */
export function imported(rows: readonly ImportedRow[], table: TableName, asking: Asking, chart: Chart): Outcome {
  const twice = duplicates(rows);
  if (twice.length > 0) return faulty(twice);
  const news = rows.filter(({ entry }) => !isUnchanged(entry, table, chart));
  const target = new Map<string, Entry>(chart[table]);
  for (const { entry } of news) target.set(keyOf(entry), entry);
  const after: Chart = { ...chart, [table]: target };
  const outcomes = news.map((row) => ({ row, outcome: judged(row, table, asking, chart, target, after) }));
  const faults = outcomes.flatMap(({ row: { line }, outcome }) => faultsOf(outcome, line));
  if (faults.length > 0) return faulty(faults);
  return {
    entries: outcomes.flatMap(({ outcome }) =>
      typeof outcome === 'object' && 'entries' in outcome ? outcome.entries : [],
    ),
  };
}

/** The row's own entry is as it was; all others are as the table leaves them. */
function judged(
  { change, entry }: ImportedRow,
  table: TableName,
  asking: Asking,
  chart: Chart,
  target: Map<string, Entry>,
  after: Chart,
): Outcome {
  const key = keyOf(entry);
  const before = chart[table satisfies Part].get(key);
  if (before) target.set(key, before);
  else target.delete(key);
  const outcome = changed(change, asking, after);
  target.set(key, entry);
  return outcome;
}

function duplicates(rows: readonly ImportedRow[]): Fault[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, entry }) => {
    const key = keyOf(entry);
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    return before === undefined
      ? []
      : [{ code: 'import-twice', field: `line ${line}`, values: { line, first: before } }];
  });
}

/** Same row, same version: it was taken away and brought back. */
function isUnchanged(entry: Entry, table: TableName, chart: Chart): boolean {
  const before = chart[table].get(keyOf(entry));
  return before !== undefined && rowOf(before, table).join('\n') === rowOf(entry, table).join('\n');
}

function faultsOf(outcome: Outcome, line: number): Fault[] {
  if (outcome === 'not-theirs') return [{ code: 'import-not-yours', field: `line ${line}`, values: { line } }];
  if ('refused' in outcome)
    return [{ code: outcome.refused, field: `line ${line}`, values: { line, ...outcome.values } }];
  if ('entries' in outcome) return [];
  return outcome.faults.map(({ code, field, values }) => ({
    code,
    field: field === undefined ? `line ${line}` : `line ${line}, ${field}`,
    values: { line, ...values },
  }));
}

function faulty(faults: readonly Fault[]): Outcome {
  const [first, ...more] = faults;
  if (!first) throw new Error('Without a fault nothing is faulty.');
  return { faults: [first, ...more] };
}

const keyOf = (entry: Entry): string => (entry.of === 'post' ? entry.id : entry.code);
