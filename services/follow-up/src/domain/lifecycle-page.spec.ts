import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clocks } from './clocks.js';
import { type Move, moves } from './lifecycle.js';

const page = readFileSync(new URL('../../../../docs/lifecycle.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| '));
const cellsOf = (row: string): string[] => row.split('|').map((cell) => cell.trim());

/** Rule and states of the page's table of moves; `no change of state` is the clocks' own and no move. */
const told = rows
  .map(cellsOf)
  .filter(([, rule, way]) => /^T\d+$/.test(rule ?? '') && way?.includes('→'))
  .map(([, rule, way]) => `${rule} ${way}`);

const declared = Object.values(moves).flatMap(({ rule, from, to }: Move) =>
  rule
    .split(', ')
    .flatMap((number) => (from.length === 0 ? ['new'] : from).map((state) => `${number} ${state} → ${to}`)),
);

describe('docs/lifecycle.md', () => {
  it('tells exactly the moves of the table', () => {
    expect(told.toSorted()).toEqual([...new Set(declared)].toSorted());
  });

  it('tells exactly the clocks that run', () => {
    const clocksTold = rows.map((row) => cellsOf(row)[1] ?? '').filter((name) => /^D\d+u?$/.test(name));
    expect(clocksTold.toSorted()).toEqual(Object.keys(clocks).toSorted());
  });

  it('draws every move', () => {
    for (const { from, to } of Object.values(moves) as Move[]) {
      for (const state of from)
        for (const end of to === 'where it was' ? moves.postpone.from : [to])
          expect(page).toContain(`${state} --> ${end}`);
    }
  });
});
