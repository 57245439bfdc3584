import { CaseOpened, type CaseState, type DataOf, type EventDeclaration, fact, role } from '@tuntas/events';
import type { Actor, Case, LastMove } from './case.js';
import { belongsTo, isNeeded } from './clock-rules.js';
import { openClock, limitNow, retimed, running, startClock, type Ticked, tick, today, turnClocks } from './clocks.js';
import { type Move, type MoveName, moveNames, moves } from './moves.js';
import type { Settings } from './settings.js';

/** A move that the table does not have: who holds the case, and what is possible instead. Nothing changed. */
export interface NotLegal {
  readonly notLegal: 'state' | 'actor';
  readonly holder: Case['holder'];
  readonly possible: readonly MoveName[];
}

/** What stands in every case fact. */
type After = 'state' | 'holder' | 'round' | 'version' | 'clocks';

type Standing = Pick<DataOf<typeof CaseOpened>, After>;

/** What a move changes besides state and clocks, and what its fact says besides the case after it. */
export interface Change<D extends EventDeclaration> {
  readonly by: Actor;
  /** Where an officer's post is. */
  readonly at?: { readonly agency?: string | undefined; readonly unit?: string | undefined };
  readonly changes?: Partial<
    Omit<Case, 'state' | 'round' | 'version' | 'since' | 'lastMove' | 'deadlines' | 'instances'>
  >;
  readonly says: Omit<DataOf<D>, After>;
}

export function isNotLegal(outcome: Ticked | NotLegal): outcome is NotLegal {
  return 'notLegal' in outcome;
}

/**
 * Makes a move: the case after it and its facts – first what the clocks had to say until now, then the move with the
 * clocks that run after it. A pair that is not in the table changes nothing.
 */
export function apply<D extends EventDeclaration>(
  move: Move<D>,
  kase: Case,
  change: Change<D>,
  now: Date,
  settings: Settings,
): Ticked | NotLegal {
  if (!move.from.includes(kase.state)) return notLegal('state', kase);
  if (!move.by.includes(change.by)) return notLegal('actor', kase);
  const before = tick(kase, now);
  const after = enter(move, before.kase, change, now, settings);
  return { kase: after.kase, facts: [...before.facts, ...after.facts] };
}

/** The first move; before it there is no case. */
export function open(newCase: Case, says: Change<typeof CaseOpened>['says'], now: Date, settings: Settings): Ticked {
  return enter(moves.open, newCase, { by: 'intake', says }, now, settings);
}

/** The moves that an actor could make now. */
export function possibleMoves(kase: Case, by: readonly Actor[]): MoveName[] {
  return moveNames.filter((name) => {
    const move: Move = moves[name];
    return move.from.includes(kase.state) && move.by.some((actor) => by.includes(actor));
  });
}

function notLegal(why: NotLegal['notLegal'], kase: Case): NotLegal {
  const possible = moveNames.filter((name) => (moves[name].from as readonly CaseState[]).includes(kase.state));
  return { notLegal: why, holder: kase.holder, possible };
}

function enter<D extends EventDeclaration>(
  move: Move<D>,
  kase: Case,
  { by, at, changes, says }: Change<D>,
  now: Date,
  settings: Settings,
): Ticked {
  const lastMove: LastMove = { move: nameOf(move), by, ...at, at: now.toISOString() };
  const moved: Case = { ...kase, ...entered(move, kase, now), ...changes, version: kase.version + 1, lastMove };
  const byOfficer = role.options.some((one) => one === by);
  const turned = turnClocks(moved, { ends: move.ends ?? [], byOfficer }, now, settings);
  const after = startClocks(move, relimited(turned, kase, now, settings), now, settings);
  // TypeScript cannot see that D's body is what `says` leaves out and what every case fact has.
  const data = { ...says, ...standing(after) } as unknown as DataOf<D>;
  return { kase: after, facts: [fact(move.fact, data)] };
}

/** Every entry into SUBMITTED but the first opens a round: “who is responsible?” is asked anew. */
function entered(move: Move, kase: Case, now: Date): Pick<Case, 'state' | 'round' | 'since'> {
  const { round, since } = kase;
  if (move.to === 'where it is') return { state: kase.state, round, since };
  const state = stateAfter(move.to, kase);
  const asksAnew = state === 'SUBMITTED' && kase.version > 0;
  return { state, round: asksAnew ? round + 1 : round, since: now.toISOString() };
}

function stateAfter(to: Exclude<Move['to'], 'where it is'>, { postponed, merged }: Case): CaseState {
  if (to !== 'where it was') return to;
  const from = (merged ?? postponed)?.from;
  if (!from) throw new Error('A case that was neither postponed nor merged has nowhere to go back to.');
  return from;
}

/** Another class or a longer limit counts from the first routing on (domain.md §3): never from today. */
function relimited(kase: Case, before: Case, now: Date, settings: Settings): Case {
  const deadline = openClock(kase, 'D4');
  if (!deadline || (kase.class === before.class && kase.extendedDays === before.extendedDays)) return kase;
  const limit = limitNow(deadline, kase, settings);
  if (limit.workingDays === deadline.workingDays) return kase;
  const changed = retimed(deadline, limit, kase, { now, settings });
  return { ...kase, deadlines: kase.deadlines.map((one) => (one === deadline ? changed : one)) };
}

/** The name of a move of the table. */
export function nameOf(move: Move): MoveName {
  const name = moveNames.find((one) => moves[one] === move);
  if (name === undefined) throw new Error(`${move.rule} is not in the table of moves.`);
  return name;
}

/** The case as it stands, for a fact about it. */
export function standing(kase: Case): Standing {
  const { state, holder, round, version } = kase;
  return { state, holder, round, version, clocks: running(kase) };
}

function startClocks({ starts = [], startsOnce = [] }: Move, kase: Case, now: Date, settings: Settings): Case {
  const starting = [...starts, ...startsOnce.filter((clock) => kase.instances[clock] === undefined)].filter(
    (clock) => belongsTo(clock, kase.state) && isNeeded(clock, kase) && !openClock(kase, clock),
  );
  return starting.reduce((started, clock) => {
    // What counts for a letter or a call is the day it was received, not the day it was entered.
    const startsOn = clock === 'D1' && kase.round === 1 ? kase.receivedOn : today(kase, now, settings);
    return startClock(clock, started, { startsOn, now, settings });
  }, kase);
}
