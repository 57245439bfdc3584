import { Budget } from './budget.js';
import { counter } from './metrics.js';
import { tooMany } from './problem.js';

const PERIOD_SECONDS = 60;
/** Some 12 MB a kind at the most; see `Budget` for what happens beyond. */
const MOST_CALLERS = 100_000;
const EVERYBODY = 'everybody';

/** How many a minute, of one kind of asking. 0: without limit. */
export interface MinuteLimits {
  readonly each: number;
  /** Of all callers of this process together; without it, only each caller's own counts. */
  readonly all?: number;
}

const refusals = counter({
  name: 'budget_refusals_total',
  help: 'Requests that were refused because a budget was spent, by its kind and whose it was.',
  labels: ['kind', 'whose'],
});

interface Budgets {
  readonly each?: Budget;
  readonly all?: Budget;
}

/** What callers may ask in a minute, in budgets by kind: each caller's own, and for some kinds one that all share. */
export class CallerBudgets<Kind extends string> {
  readonly #of: ReadonlyMap<string, Budgets>;

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(limits: Readonly<Record<Kind, MinuteLimits>>, now?: () => number) {
    const budget = (most: number | undefined, mostKeys: number): Budget | undefined =>
      most === undefined || most === 0 ? undefined : new Budget({ most, periodSeconds: PERIOD_SECONDS, mostKeys }, now);
    this.#of = new Map(
      Object.entries<MinuteLimits>(limits).map(([kind, { each, all }]) => {
        const [own, shared] = [budget(each, MOST_CALLERS), budget(all, 1)];
        return [kind, { ...(own && { each: own }), ...(shared && { all: shared }) }];
      }),
    );
  }

  /**
   * Takes one from the budgets of this kind. What everybody's budget refuses is not taken from the caller's own.
   * @throws Problem `too-many-requests` (429), with the seconds after which there is one again
   */
  spend(kind: Kind, caller: string): void {
    const { each, all } = this.#of.get(kind) ?? {};
    const own = each?.take(caller) ?? 0;
    if (own > 0) refuse(kind, 'caller', own);
    const shared = all?.take(EVERYBODY) ?? 0;
    if (shared === 0) return;
    each?.giveBack(caller);
    refuse(kind, EVERYBODY, shared);
  }
}

function refuse(kind: string, whose: string, seconds: number): never {
  refusals.inc({ kind, whose });
  throw tooMany('too-many-requests', seconds);
}
