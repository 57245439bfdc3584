import { type Case, deskFor } from './case.js';

/** From this return on the arbiter decides: two desks' choices have failed by then (domain.md §2, T8). */
const RETURNS_UNTIL_ARBITER = 3;
/** Under T8's rule about four agencies hold a case; what else opens rounds must not let the row grow for ever. */
const MOST_FORMER_HOLDERS = 20;

type Returned = ReturnType<typeof backAtADesk> & Pick<Case, 'returns' | 'formerHolders'>;

/** What changes whenever a desk has a case again: nothing of the last holder's choices stands. */
export function backAtADesk(
  kase: Case,
): Pick<Case, 'holder' | 'supporting' | 'suggestions' | 'proposal' | 'toArbiter' | 'choiceBinds'> {
  const holder = deskFor(kase);
  return { holder, supporting: [], suggestions: [], proposal: undefined, toArbiter: false, choiceBinds: false };
}

/** T8: what a return changes besides state, round and clocks. A case that goes in circles is the arbiter's. */
export function returned(kase: Case, from: string, suggested: string): Returned {
  const returns = kase.returns + 1;
  const others = kase.formerHolders.filter((agency) => agency !== from);
  return {
    ...backAtADesk(kase),
    returns,
    formerHolders: [...others, from].slice(-MOST_FORMER_HOLDERS),
    toArbiter: returns >= RETURNS_UNTIL_ARBITER || kase.formerHolders.includes(suggested),
  };
}
