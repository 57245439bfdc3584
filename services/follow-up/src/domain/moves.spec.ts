import { describe, expect, it } from 'vitest';
import { type Officer, type Other, tableLines } from '../../fixtures/second-table.js';
import type { Actor } from './case.js';
import { type Move, moveNames, moves } from './moves.js';

const actorsOf: Readonly<Record<Officer | Other, readonly Actor[]>> = {
  desk: ['national-desk', 'inspectorate'],
  'any desk': ['national-desk', 'inspectorate'],
  'national desk': ['national-desk'],
  'any national desk': ['national-desk'],
  'inspectorate desk': ['inspectorate'],
  coordinator: ['coordinator'],
  liaison: ['liaison'],
  validator: ['validator'],
  oversight: ['oversight'],
  complainant: ['complainant'],
  routing: ['routing'],
  clock: ['clock'],
  organisation: ['organisation'],
};
const need = new Set<Officer | Other>(['any desk', 'oversight', 'validator']);
/** Opening is no move of a case that is there, and the lead's side of a merger is no line of domain.md §2. */
const beside = ['open', 'changeMembers'];

describe('the table of moves', () => {
  it('has the moves of domain.md §2, written there a second time, and no others', () => {
    expect(moveNames.filter((name) => !beside.includes(name)).toSorted()).toEqual(
      tableLines.map(([name]) => name).toSorted(),
    );
  });

  it.each(tableLines)('%s is from the same states, to the same, by the same and with the same fact', (name, line) => {
    const move: Move = moves[name];
    const to = { same: 'where it is', before: 'where it was' }[line.to as string] ?? line.to;
    expect({ from: move.from.toSorted(), to: move.to, fact: move.fact.type }).toEqual({
      from: line.from.toSorted(),
      to,
      fact: line.fact,
    });
    expect(move.by.toSorted()).toEqual(line.who.flatMap((who) => actorsOf[who]).toSorted());
    expect(move.anyHolder ?? false).toBe(line.who.some((who) => need.has(who)));
    expect(move.rule).toContain(line.rule);
  });
});
