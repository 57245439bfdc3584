import { alarm, Budget, type BudgetLimits, counter, declareAlarm, tooMany } from '@tuntas/runtime';

/**
 * How many wrong receipts are looked up at all, from one caller and from everybody together. One is taken before a look-up
 * and given back when the receipt was somebody's: only failures count, and a thousand guesses sent at once are a thousand.
 *
 * What that is worth. A guess hits one of N complaints with N ÷ 2^80. Everybody's budget lets through 10,000 at once and
 * 10,000 an hour, 8.8 × 10^7 a year. With the nation's N = 5 × 10^6 that is 3.6 × 10^-10 hits a year: an even chance of one
 * after ln 2 ÷ 3.6 × 10^-10 = 1.9 × 10^9 years, of ten processes of intake after 190 million. Without any budget, at 10,000
 * guesses a second, it would be 530,000 years: the 80 bits are the wall, the budget is the bell and the second wall, should a
 * mistake of ours make the first one lower.
 *
 * Whoever shows the reference besides is never refused (decision 0022): such a guess is at one complaint, 1 ÷ 2^80, and at
 * 10,000 a second there is an even chance of one hit after 2.7 × 10^12 years.
 */
const HOUR_SECONDS = 3_600;
/** A nation looks at 50,000 reports a day; if one in twenty mistypes, that is 100 failures an hour, at noon perhaps 1,000. */
const EVERYBODYS_FAILURES = 10_000;
/** A household's, an office's, or those of a thousand people behind one address of a mobile network. */
const CALLERS_FAILURES = 30;

const everybodys: BudgetLimits = { most: EVERYBODYS_FAILURES, periodSeconds: HOUR_SECONDS, mostKeys: 1 };
/** Everybody's budget lets no more callers in than this within the hour after which a caller's own is whole again: 2.4 MB. */
const callers: BudgetLimits = {
  most: CALLERS_FAILURES,
  periodSeconds: HOUR_SECONDS,
  mostKeys: 2 * EVERYBODYS_FAILURES,
};

const EVERYBODY = 'everybody';
/** Everybody's budget has one again after a third of a second, which somebody else takes: nobody shall be sent into that race. */
const LEAST_WAIT_SECONDS = 30;
/** An attack lasts; whoever was woken needs no second call within that. */
const ALARM_EVERY_MILLISECONDS = 10 * 60 * 1_000;

const ALARM = 'receipts-guessed';
declareAlarm(ALARM);
const failures = counter({ name: 'receipt_failures_total', help: 'Receipts looked up that were nobody’s.' });
const refusals = counter({
  name: 'receipt_refusals_total',
  help: 'Receipts that were not looked up, since too many had been wrong.',
  labels: ['budget'],
});

/** The budgets of this process. */
export class Guessing {
  readonly #callers: Budget;
  readonly #everybody: Budget;
  readonly #now: () => number;
  #raisedAt = -Infinity;

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#callers = new Budget(callers, now);
    this.#everybody = new Budget(everybodys, now);
    this.#now = now;
  }

  /**
   * Asks whether one more receipt of this caller may be looked up. @returns what to do when it was somebody's after all, and
   * when it was nobody's. @throws Problem `too-many-wrong-receipts`, unless the caller shows the reference, too
   */
  begin(caller: string, { withReference }: { readonly withReference: boolean }): { right(): void; wrong(): void } {
    const taken = this.#take(caller);
    if (taken && !withReference) {
      refusals.inc({ budget: taken.budget });
      throw tooMany('too-many-wrong-receipts', Math.max(taken.waitSeconds, LEAST_WAIT_SECONDS));
    }
    const right = (): void => {
      if (taken) return;
      this.#callers.giveBack(caller);
      this.#everybody.giveBack(EVERYBODY);
    };
    return { right, wrong: () => failures.inc() };
  }

  /** @returns nothing when both budgets had one; else which had none, and for how long */
  #take(caller: string): { readonly budget: 'caller' | 'everybody'; readonly waitSeconds: number } | undefined {
    const own = this.#callers.take(caller);
    if (own > 0) return { budget: 'caller', waitSeconds: own };
    const all = this.#everybody.take(EVERYBODY);
    if (all === 0) return undefined;
    this.#callers.giveBack(caller);
    this.#raise();
    return { budget: 'everybody', waitSeconds: all };
  }

  #raise(): void {
    if (this.#now() - this.#raisedAt < ALARM_EVERY_MILLISECONDS) return;
    this.#raisedAt = this.#now();
    alarm(ALARM);
  }
}
