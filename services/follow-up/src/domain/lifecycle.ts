import {
  CaseAnswered,
  CaseArchived,
  CaseAssigned,
  CaseClosed,
  CaseOpened,
  CasePostponed,
  CaseReassigned,
  CaseReopened,
  CaseResumed,
  CaseReturned,
  CaseRouted,
  type CaseState,
  CaseStarted,
  type DataOf,
  type EventDeclaration,
  fact,
} from '@tuntas/events';
import type { Actor, Case, LastMove } from './case.js';
import { belongsTo, type RunningClock, running, startClock, type Ticked, tick, today, turnClocks } from './clocks.js';
import type { Settings } from './settings.js';

export interface Move<D extends EventDeclaration = EventDeclaration> {
  /** Its number in domain.md §2. */
  readonly rule: string;
  /** No state: there is no case yet. */
  readonly from: readonly CaseState[];
  /** `where it was`: the state before it was postponed. */
  readonly to: CaseState | 'where it was';
  readonly by: readonly Actor[];
  readonly fact: D;
  /** Clocks that start with it, where they belong to the state after it; those that do not belong to the new state end by themselves (clocks.ts). */
  readonly starts?: readonly RunningClock[];
  /** Clocks that start with it only the first time: the citizen's clock never restarts. */
  readonly startsOnce?: readonly RunningClock[];
}

/** Every move there is, on one screen (domain.md §2). A pair of state and move that is not here is refused. */
// prettier-ignore
export const moves = {
  open:        { rule: 'T1',     from: [],              to: 'SUBMITTED',   by: ['intake'],                 fact: CaseOpened,   starts: ['D1'] },
  route:       { rule: 'T2, T6', from: ['SUBMITTED'],   to: 'ROUTED',      by: ['routing'],                fact: CaseRouted,   starts: ['D2', 'D3'], startsOnce: ['D4'] },
  postpone:    { rule: 'T3',     from: ['SUBMITTED', 'ROUTED', 'ASSIGNED'], to: 'POSTPONED', by: ['national-desk', 'inspectorate', 'coordinator'], fact: CasePostponed, starts: ['D5'] },
  resume:      { rule: 'T4',     from: ['POSTPONED'],   to: 'where it was', by: ['complainant', 'national-desk', 'inspectorate', 'coordinator'], fact: CaseResumed, starts: ['D1', 'D2'] },
  archiveIncomplete: { rule: 'T5', from: ['POSTPONED'], to: 'ARCHIVED',  by: ['clock'],                  fact: CaseArchived },
  assign:      { rule: 'T7',     from: ['ROUTED'],      to: 'ASSIGNED',    by: ['coordinator'],            fact: CaseAssigned },
  return:      { rule: 'T8',     from: ['ROUTED', 'ASSIGNED', 'IN_PROGRESS'], to: 'SUBMITTED', by: ['coordinator'], fact: CaseReturned, starts: ['D1'] },
  reassign:    { rule: 'T20',    from: ['ASSIGNED', 'IN_PROGRESS'], to: 'ASSIGNED', by: ['coordinator'],     fact: CaseReassigned },
  giveBack:    { rule: 'T20',    from: ['ASSIGNED', 'IN_PROGRESS'], to: 'ROUTED', by: ['liaison', 'coordinator'], fact: CaseReassigned, starts: ['D2'] },
  start:       { rule: 'T9',     from: ['ASSIGNED'],    to: 'IN_PROGRESS', by: ['liaison', 'coordinator'], fact: CaseStarted },
  answer:      { rule: 'T10',    from: ['IN_PROGRESS'], to: 'ANSWERED',    by: ['liaison', 'coordinator'], fact: CaseAnswered, starts: ['D6'] },
  accept:      { rule: 'T12',    from: ['ANSWERED'],    to: 'CLOSED',      by: ['complainant'],            fact: CaseClosed },
  closeSilent: { rule: 'T12',    from: ['ANSWERED'],    to: 'CLOSED',      by: ['clock'],                  fact: CaseClosed },
  dispute:     { rule: 'T13',    from: ['ANSWERED'],    to: 'IN_PROGRESS', by: ['complainant'],            fact: CaseReopened, starts: ['D7'] },
} as const satisfies Record<string, Move>;
export type MoveName = keyof typeof moves;

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
  return (Object.keys(moves) as MoveName[]).filter((name) => {
    const move: Move = moves[name];
    return move.from.includes(kase.state) && move.by.some((actor) => by.includes(actor));
  });
}

function notLegal(why: NotLegal['notLegal'], kase: Case): NotLegal {
  const possible = (Object.keys(moves) as MoveName[]).filter((name) =>
    (moves[name].from as readonly CaseState[]).includes(kase.state),
  );
  return { notLegal: why, holder: kase.holder, possible };
}

function enter<D extends EventDeclaration>(
  move: Move<D>,
  kase: Case,
  { by, at, changes, says }: Change<D>,
  now: Date,
  settings: Settings,
): Ticked {
  const state = stateAfter(move, kase);
  // Every entry into SUBMITTED but the first opens a round: “who is responsible?” is asked anew.
  const round = state === 'SUBMITTED' && kase.version > 0 ? kase.round + 1 : kase.round;
  const since = now.toISOString();
  const lastMove: LastMove = { move: nameOf(move), by, ...at, at: since };
  const moved: Case = { ...kase, round, ...changes, state, since, version: kase.version + 1, lastMove };
  const after = startClocks(move, turnClocks(moved, now, settings), now, settings);
  // TypeScript cannot see that D's body is what `says` leaves out and what every case fact has.
  const data = { ...says, ...standing(after) } as unknown as DataOf<D>;
  return { kase: after, facts: [fact(move.fact, data)] };
}

function stateAfter({ to }: Move, { postponed }: Case): CaseState {
  if (to !== 'where it was') return to;
  if (!postponed) throw new Error('A case that was not postponed has nowhere to go back to.');
  return postponed.from;
}

function nameOf(move: Move): string {
  const [name] = Object.entries<Move>(moves).find(([, one]) => one === move) ?? [];
  if (name === undefined) throw new Error(`${move.rule} is not in the table of moves.`);
  return name;
}

/** The case as it stands, for a fact about it. */
export function standing(kase: Case): Standing {
  const { state, holder, round, version } = kase;
  return { state, holder, round, version, clocks: running(kase) };
}

function startClocks({ starts = [], startsOnce = [] }: Move, kase: Case, now: Date, settings: Settings): Case {
  const starting = [...starts, ...startsOnce.filter((clock) => kase.instances[clock] === undefined)].filter((clock) =>
    belongsTo(clock, kase.state),
  );
  return starting.reduce((started, clock) => {
    // What counts for a letter or a call is the day it was received, not the day it was entered.
    const startsOn = clock === 'D1' && kase.round === 1 ? kase.receivedOn : today(kase, now, settings);
    return startClock(clock, started, { startsOn, now, settings });
  }, kase);
}
