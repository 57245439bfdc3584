/** A service that was away is asked again after this long, so that not every page waits for it. */
const RETRY_MILLISECONDS = 2_000;

/**
 * Remembers an answer for a while, and asks once however many pages want it. While the service is away the last answer
 * stays good: a list of districts from a minute ago serves people better than none.
 */
export function remembered<Answer extends object>(
  ask: () => Promise<Answer>,
  { freshMilliseconds, now = Date.now }: { freshMilliseconds: number; now?: () => number },
): () => Promise<Answer | undefined> {
  let last: Answer | undefined;
  let current: Promise<Answer | undefined> = Promise.resolve(undefined);
  let until = Number.NEGATIVE_INFINITY;
  const renew = async (): Promise<Answer | undefined> => {
    try {
      last = await ask();
    } catch {
      until = now() + Math.min(freshMilliseconds, RETRY_MILLISECONDS);
    }
    return last;
  };
  return async () => {
    if (now() >= until) {
      until = now() + freshMilliseconds;
      current = renew();
    }
    return current;
  };
}
