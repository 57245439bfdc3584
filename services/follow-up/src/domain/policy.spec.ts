import { role, type Role } from '@tuntas/events';
import { type Act, acts, policy } from '@tuntas/permissions';
import { describe, expect, it } from 'vitest';
import { type MoveName, moveNames, moves } from './moves.js';

/** Which moves an act can become; routing's answer is a command of routing, and reading is no move. */
const movesOf: Readonly<Partial<Record<Act, readonly MoveName[]>>> = {
  'case.postpone': ['postpone'],
  'case.resume': ['resume'],
  'case.archive': ['archive'],
  'case.restore': ['restore'],
  'case.merge': ['merge', 'changeMembers'],
  'case.separate': ['unmerge', 'changeMembers'],
  'case.decide-withdrawal': ['allowWithdrawal', 'refuseWithdrawal'],
  'case.seal': ['seal'],
  'case.unseal': ['unseal'],
  'case.correct': ['correct'],
  'case.publish': ['publish'],
  'case.set-urgency': ['setUrgency'],
  'case.add-text': ['addText'],
  'case.assign': ['assign'],
  'case.return': ['return'],
  'case.reassign': ['reassign', 'giveBack'],
  'case.start': ['start'],
  'case.answer': ['propose', 'answer'],
  'case.validate': ['approve', 'reject'],
  'case.extend': ['extend'],
  'case.keep-promise': ['keepPromise'],
  'case.reopen': ['oversightReopen'],
};

const officersOf = (name: MoveName): Role[] =>
  role.options.filter((one) => (moves[name].by as readonly string[]).includes(one));

describe('the policy and the table of moves', () => {
  it.each(Object.entries(movesOf))('let the same roles ask for %s', (act, names) => {
    const roles = [...new Set(names.flatMap(officersOf))];
    expect([...policy[act as Act]].toSorted()).toEqual(roles.toSorted());
  });

  it('know of the same: no move of officers without an act, no act on a case without a move', () => {
    const moved = new Set(Object.values(movesOf).flat());
    expect(moveNames.filter((name) => officersOf(name).length > 0 && !moved.has(name))).toEqual([]);
    const unmoved = acts.filter((act) => act.startsWith('case.') && !(act in movesOf));
    expect(unmoved).toEqual(['case.read', 'case.explain', 'case.list-readings', 'case.route']);
  });
});
