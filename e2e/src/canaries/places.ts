import type { Canary } from './canary.js';
import type { Found } from './search.js';

export const outputs = [
  'database',
  'database file',
  'write-ahead log',
  'topic',
  'topic file',
  'log',
  'metrics',
  'mailbox',
  'local file',
  'answer to others',
  'refusal',
] as const;
export type Output = (typeof outputs)[number];

/** Somewhere in what the platform leaves behind or says, and what the register of data has there. */
export interface Place {
  readonly output: Output;
  /** `database.table.column`, `topic field`, a file, an address: as people read it. */
  readonly where: string;
  /** Classes of the register; empty for a place that it does not have. */
  readonly classes: ReadonlySet<string>;
  /** Columns that lie here, as `database.table.column`. */
  readonly columns?: readonly string[];
}

/** Bytes of a place that were searched, and what was found in them. */
export interface Looked {
  readonly place: Place;
  readonly bytes: number;
  readonly found: readonly Found[];
}

const inDatabases: readonly Output[] = ['database', 'database file', 'write-ahead log'];

/** Whether the register lets it lie there. What is nowhere in the register is nowhere to be found. */
export function isAllowed({ kind, tells, columns = [] }: Canary, place: Place): boolean {
  const { output, classes } = place;
  switch (tells) {
    case 'nothing':
    case 'sealed':
      return false;
    case 'identity':
      return kind === 'email' && output === 'mailbox' && place.where === 'recipient';
    case 'content':
      return classes.has('content');
    case 'handled':
      return inDatabases.includes(output) && classes.has('content');
    case 'record':
      return columns.some((column) => place.columns?.includes(column));
    case 'officer':
      return classes.has('operational');
    case 'published':
      return true;
  }
}
