/** The usual two-sided 95 %. */
const INTERVAL = { low: 0.025, high: 0.975 };
/** More resamples move the ends of the interval by less than what is printed of them. */
const RESAMPLES = 2_000;
/** Fixed, so that the same measurements always give the same interval. */
const SEED = 4_715;

/** What was found of a quantity that was measured several times. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The value below which `share` of the values lie (nearest rank). Throws without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const found = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))];
  if (found === undefined) throw new Error('Nothing was measured.');
  return found;
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const middle = Math.floor(values.length / 2);
  const sorted = Float64Array.from(values).sort();
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('Nothing was measured.');
  return values.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Median and its 95 % interval by bootstrap (Efron 1979): how much it moves when the same values are drawn again. */
export function estimate(values: readonly number[]): Estimate {
  const random = randomFrom(SEED);
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(values.map(() => values[Math.floor(random() * values.length)] ?? 0)),
  );
  return {
    median: median(values),
    low: percentile(medians, INTERVAL.low),
    high: percentile(medians, INTERVAL.high),
  };
}

/** Who goes first in each pair: ABBA, so that a machine that gets slower or faster disturbs both alike. */
export function abba(pairs: number): readonly (readonly ['subject' | 'baseline', 'subject' | 'baseline'])[] {
  return Array.from({ length: pairs }, (_, pair) =>
    pair % 2 === 0 ? (['subject', 'baseline'] as const) : (['baseline', 'subject'] as const),
  );
}

/** Repeatable numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
