/** A node of a plan as auto_explain writes it (format json, analyze, buffers). */
export interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Node[];
}

/** What a statement did. */
export interface Plan {
  readonly Plan: Node;
}

/** Adds the rows that a plan took from each table. */
export function addRows(node: Node, rows: Map<string, number>): void {
  for (const below of node.Plans ?? []) addRows(below, rows);
  const table = node['Relation Name'];
  if (table === undefined || !node['Node Type'].endsWith('Scan')) return;
  const thrownAway = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const taken = Math.round((node['Actual Rows'] + thrownAway) * node['Actual Loops']);
  rows.set(table, (rows.get(table) ?? 0) + taken);
}

/** Tables that a plan reads as a whole; one that it did not come to is not read. */
export function wholeTables(node: Node): string[] {
  const below = (node.Plans ?? []).flatMap(wholeTables);
  const table = node['Relation Name'];
  return node['Node Type'] === 'Seq Scan' && table !== undefined && node['Actual Loops'] > 0
    ? [table, ...below]
    : below;
}
