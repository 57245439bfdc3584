import { type Case, deskFor } from './case.js';

/** From this return on the arbiter decides: two desks' choices have failed by then (domain.md §2, T8). */
const RETURNS_UNTIL_ARBITER = 3;
/** Under T8's rule about four agencies hold a case; what else opens rounds must not let the row grow for ever. */
const MOST_FORMER_HOLDERS = 20;

type Returned = Pick<
  Case,
  'holder' | 'supporting' | 'suggestions' | 'returns' | 'formerHolders' | 'toArbiter' | 'choiceBinds'
>;

/** T8: what a return changes besides state, round and clocks. A case that goes in circles is the arbiter's. */
export function returned(kase: Case, from: string, suggested: string): Returned {
  const returns = kase.returns + 1;
  const others = kase.formerHolders.filter((agency) => agency !== from);
  return {
    holder: deskFor(kase),
    supporting: [],
    suggestions: [],
    returns,
    formerHolders: [...others, from].slice(-MOST_FORMER_HOLDERS),
    toArbiter: returns >= RETURNS_UNTIL_ARBITER || kase.formerHolders.includes(suggested),
    choiceBinds: false,
  };
}
