import { parseArgs } from 'node:util';
import { localDate } from '@tuntas/events';
import type { Database } from '@tuntas/postgres';
import { Stopping } from '@tuntas/runtime';
import type { Config } from '../config.js';
import { EndKeeping } from '../commands/end-keeping.js';
import { Directory } from '../store/directory.js';
import { PreviewRetention, type RetentionPreview } from './preview-retention.js';

const USAGE =
  'The schedule ends what is over by itself. To see what it will end: retention --dry-run [--on 2027-02-01]';

/**
 * `retention --dry-run [--on date]`: for who runs the platform. Changes nothing.
 * @throws Error on any other words
 */
export async function retentionCommand(
  database: Database,
  { NATIONAL_DESK_ZONE: deskZone }: Pick<Config, 'NATIONAL_DESK_ZONE'>,
  args: readonly string[],
): Promise<string> {
  const options = { 'dry-run': { type: 'boolean' }, on: { type: 'string' } } as const;
  const { 'dry-run': dryRun = false, on } = parseArgs({ args: [...args], options }).values;
  if (!dryRun || (on !== undefined && !localDate.safeParse(on).success)) throw new Error(USAGE);
  const directory = new Directory(database, new Stopping());
  await directory.look();
  const parts = { deskZone };
  return retentionTable(await new PreviewRetention(database, new EndKeeping(directory, parts), parts).show({ on }));
}

/** A preview for people: counts by sort of complaint, and ids of what a hold keeps; no words, no identity. */
export function retentionTable({ on, plan, ends, held, atLeast }: RetentionPreview): string {
  const rows = ends.map((one) => [one.on, one.what, one.kind, one.class, one.category ?? '–', String(one.count)]);
  const heading = ['over since', 'what', 'kind', 'class', 'category', 'complaints'];
  return [
    `What is over by ${on}; it ends in the night to that day, or in the next one:`,
    '',
    ...(rows.length === 0 ? ['  nothing'] : columns([heading, ...rows])),
    ...(atLeast ? ['', 'There is more: not all complaints were looked at.'] : []),
    '',
    `Kept by a legal hold: ${held.count === 0 ? 'nothing' : `${held.count} – ${held.complaintIds.join(', ')}`}`,
    '',
    plan.length === 0 ? 'No plan was heard of yet, and nothing ends without one.' : `The plan of ${on}:`,
    ...plan.map((one) => `  ${one.code}: identity ${one.identityMonths} months, words ${one.wordsMonths} months`),
  ].join('\n');
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}
