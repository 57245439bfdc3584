/**
 * Checking a signature costs 0.3 ms of CPU; an officer's screen asks many times within the five minutes of one token. A
 * token that was found good is remembered until it expires – a withdrawn post ends with its token anyway. Faulty ones are
 * not remembered: they would let a stranger fill the memory.
 */

/** A nation's desk has some hundred officers at work; a token of 1 kB each makes 1 MB at most. */
const MOST_TOKENS = 1_000;

export interface Checked<Who> {
  readonly who: Who;
  readonly expiresAtSeconds: number;
}

export function remembered<Who>(
  check: (token: string) => Promise<Checked<Who>>,
  nowSeconds: () => number = () => Date.now() / 1000,
): (token: string) => Promise<Who> {
  const good = new Map<string, Checked<Who>>();
  return async (token) => {
    const known = good.get(token);
    if (known && nowSeconds() < known.expiresAtSeconds) return known.who;
    good.delete(token);
    const checked = await check(token);
    if (good.size >= MOST_TOKENS) forgetOldest(good);
    good.set(token, checked);
    return checked.who;
  };
}

/** A Map keeps the order of insertion, and tokens live equally long: the first is the oldest. */
function forgetOldest(good: Map<string, unknown>): void {
  for (const oldest of good.keys()) {
    good.delete(oldest);
    return;
  }
}
