import { caseState, type CaseState, role } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { ANSWER, caseIn, made, MONDAY, openedCase, settings, step, types } from '../../fixtures/cases.js';
import type { Actor, Case } from './case.js';
import { apply, isNotLegal, possibleMoves } from './lifecycle.js';
import { type Move, type MoveName, moves } from './moves.js';

const actors: readonly Actor[] = ['intake', 'routing', 'complainant', 'clock', 'organisation', ...role.options];
const names = Object.keys(moves) as MoveName[];
const cases = new Map(caseState.options.map((state) => [state, caseIn(state)]));
const cells = caseState.options.flatMap((state) =>
  names.flatMap((name) => actors.map((actor) => [state, name, actor] as const)),
);
const isDeclared = (state: CaseState, move: Move, actor: Actor): boolean =>
  move.from.includes(state) && move.by.includes(actor);

const stateAfter = ({ to }: Move, kase: Case): CaseState | undefined => {
  if (to === 'where it is') return kase.state;
  return to === 'where it was' ? (kase.merged ?? kase.postponed)?.from : to;
};

/** Bodies are the commands' business; here any body does, because facts are compared by their type. */
const anyBody = { answerId: ANSWER } as never;

describe('the lifecycle', () => {
  it(`allows of ${cells.length} cells (state × move × actor) exactly the declared ones`, () => {
    for (const [state, name, actor] of cells) {
      const kase = cases.get(state)!;
      const move: Move = moves[name];
      const outcome = apply(move, kase, { by: actor, says: anyBody }, MONDAY, settings);
      const cell = `${state} ${name} ${actor}`;
      if (isDeclared(state, move, actor)) {
        expect(types(made(outcome).facts), cell).toEqual([move.fact.type]);
        expect(made(outcome).kase, cell).toMatchObject({
          state: stateAfter(move, kase),
          version: kase.version + 1,
        });
      } else {
        expect(outcome, cell).toMatchObject({
          notLegal: move.from.includes(state) ? 'actor' : 'state',
          holder: kase.holder,
        });
      }
    }
  });

  it('leads from the opening to every state it knows, and from none of them nowhere but the end', () => {
    const reached = new Set(names.flatMap((name) => moves[name].to).filter((to) => !to.startsWith('where')));
    expect([...reached, 'POSTPONED', 'MERGED'].toSorted()).toEqual(
      expect.arrayContaining(caseState.options.toSorted()),
    );
    for (const state of caseState.options) expect(caseIn(state).state).toBe(state);
    const dead = caseState.options.filter((state) => !names.some((name) => (moves[name] as Move).from.includes(state)));
    expect(dead).toEqual(['WITHDRAWN']);
  });

  it('says what is possible instead of a move that is not legal', () => {
    expect(step(caseIn('ANSWERED'), 'assign')).toEqual({
      notLegal: 'state',
      holder: caseIn('ANSWERED').holder,
      possible: expect.arrayContaining(['accept', 'closeSilent', 'dispute']) as unknown,
    });
    expect(possibleMoves(caseIn('ROUTED'), ['validator'])).toEqual([]);
    expect(possibleMoves(caseIn('ARCHIVED'), ['complainant', 'national-desk'])).toEqual([
      'appeal',
      'restore',
      'changeMembers',
    ]);
  });

  it('says in every fact where the case stands and what clocks run', () => {
    const [routed] = made(step(openedCase(), 'route')).facts;
    expect(routed?.data).toMatchObject({
      state: 'ROUTED',
      holder: { body: 'agency', agency: 'dinas-pekerjaan-umum' },
      round: 1,
      version: 2,
      clocks: [{ clock: 'D2' }, { clock: 'D3' }, { clock: 'D4', dueOn: '2025-12-12', workingDays: 14 }],
    });
  });

  it('opens a round with every entry into SUBMITTED but the first, and with nothing else', () => {
    expect(openedCase().round).toBe(1);
    const again = made(step(made(step(caseIn('IN_PROGRESS'), 'return')).kase, 'route')).kase;
    expect(again).toMatchObject({ state: 'ROUTED', round: 2 });
    expect(made(step(again, 'return')).kase.round).toBe(3);
    expect(made(step(caseIn('IN_PROGRESS'), 'giveBack')).kase.round).toBe(1);
  });

  it('records what the clocks had to say before the move that came late', () => {
    const friday = new Date('2025-12-05T01:00:00Z');
    const late = made(step(openedCase(), 'route', friday));
    expect(types(late.facts)).toEqual(['deadline.reminded', 'deadline.missed', 'case.escalated', 'case.routed']);
  });

  it('lets nobody move a case twice at once: the second finds another state', () => {
    const first = made(step(caseIn('ROUTED'), 'assign'));
    expect(isNotLegal(step(first.kase, 'assign'))).toBe(true);
  });
});
