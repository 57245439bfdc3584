import { describe, expect, it } from 'vitest';
import { addRows, type Node, wholeTables } from './plan.js';

const node = (type: string, table: string | undefined, rows: number, more: Partial<Node> = {}): Node => ({
  'Node Type': type,
  ...(table === undefined ? {} : { 'Relation Name': table }),
  'Actual Rows': rows,
  'Actual Loops': 1,
  ...more,
});
const rowsOf = (plan: Node): Record<string, number> => {
  const rows = new Map<string, number>();
  addRows(plan, rows);
  return Object.fromEntries(rows);
};

describe('the rows of a plan', () => {
  it('are those that were taken from tables, as often as a scan was run', () => {
    const places = node('Index Scan', 'queue_places', 51);
    const cases = node('Index Scan', 'cases', 1, { 'Actual Loops': 51 });
    expect(rowsOf(node('Nested Loop', undefined, 51, { Plans: [places, cases] }))).toEqual({
      queue_places: 51,
      cases: 51,
    });
  });

  it('count those that were read and thrown away', () => {
    const scan = node('Seq Scan', 'cases', 1, { 'Rows Removed by Filter': 999 });
    expect(rowsOf(scan)).toEqual({ cases: 1_000 });
  });

  it('count a bitmap once, not with its index again, and nothing that is written', () => {
    const bitmap = node('Bitmap Heap Scan', 'cases', 3, { Plans: [node('Bitmap Index Scan', undefined, 3)] });
    expect(rowsOf(node('ModifyTable', 'texts', 0, { Plans: [bitmap] }))).toEqual({ cases: 3 });
  });
});

describe('a table read as a whole', () => {
  it('is named, however deep in the plan it stands', () => {
    expect(wholeTables(node('Hash Join', undefined, 1, { Plans: [node('Seq Scan', 'cases', 9)] }))).toEqual(['cases']);
  });

  it('is not one that the plan never came to', () => {
    expect(wholeTables(node('Seq Scan', 'cases', 0, { 'Actual Loops': 0 }))).toEqual([]);
  });

  it('is not one that an index led to', () => {
    expect(wholeTables(node('Index Scan', 'cases', 9))).toEqual([]);
  });
});
