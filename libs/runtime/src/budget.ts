/**
 * How much of something each caller, or everybody together, may do in a while. A table in memory and of bounded size, kept
 * by the generic cell rate algorithm (ITU-T I.371): one number a key says when that key's budget would be whole again, so
 * nothing is swept, and what was spent comes back little by little, never all at once at the turn of an hour.
 *
 * One process knows only what it saw: with k of them a caller has k budgets. A limit has to be good enough times k.
 */
export interface BudgetLimits {
  /** How many at once, and within each period from then on. */
  readonly most: number;
  readonly periodSeconds: number;
  /**
   * Bound of the table; a key takes about 120 bytes. When it is full, the key that nobody used for longest is forgotten and
   * has its whole budget again. Whoever can bring so many keys has as many budgets anyway, and nobody else is locked out.
   */
  readonly mostKeys: number;
}

export class Budget {
  readonly #limits: BudgetLimits;
  readonly #now: () => number;
  /** Milliseconds when the key's budget is whole again; least recently used first, as a Map keeps its order. */
  readonly #wholeAt = new Map<string, number>();

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(limits: BudgetLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Takes one from the budget of `key`. @returns 0 when there was one; else how many seconds until there is one again */
  take(key: string): number {
    const now = this.#now();
    const wholeAt = Math.max(now, this.#wholeAt.get(key) ?? 0) + this.#eachMilliseconds;
    const tooMuch = wholeAt - now - this.#limits.periodSeconds * 1_000;
    // A millionth of a millisecond is a rounding of the sums, not something that was spent.
    if (tooMuch > 1e-6) return Math.ceil(tooMuch / 1_000);
    this.#keep(key, wholeAt);
    return 0;
  }

  /** Puts back what was taken for something that does not count after all. */
  giveBack(key: string): void {
    const wholeAt = this.#wholeAt.get(key);
    if (wholeAt === undefined) return;
    this.#keep(key, wholeAt - this.#eachMilliseconds);
  }

  /** How many keys are remembered, never more than the bound. */
  get keys(): number {
    return this.#wholeAt.size;
  }

  get #eachMilliseconds(): number {
    return (this.#limits.periodSeconds * 1_000) / this.#limits.most;
  }

  /** A key whose budget is whole is the same as one that never came. */
  #keep(key: string, wholeAt: number): void {
    this.#wholeAt.delete(key);
    if (wholeAt - this.#now() > 1e-6) this.#wholeAt.set(key, wholeAt);
    for (const oldest of this.#wholeAt.keys()) {
      if (this.#wholeAt.size <= this.#limits.mostKeys) return;
      this.#wholeAt.delete(oldest);
    }
  }
}
