/**
 * Whether two kinds of answers differ in time, after dudect (Reparaz, Balasch, Verbauwhede: "Dude, is my code constant time?",
 * 2017): Welch's t over many pairs, over all of them and again without the slow tail, where the machine speaks and not the
 * code. |t| ≥ 4.5 says that they differ; by chance that comes seven times in a million.
 */
export const MOST_T = 4.5;
/** Fixed before anything was measured: of both kinds together the slowest tenth is cropped. */
export const KEPT = 0.9;

export interface Compared {
  readonly pairs: number;
  /** Milliseconds. */
  readonly means: readonly [number, number];
  readonly t: number;
  readonly croppedMeans: readonly [number, number];
  readonly croppedT: number;
}

/** Pure: the two samples, in milliseconds, compared. */
export function compared(one: readonly number[], other: readonly number[]): Compared {
  const limit = quantile([...one, ...other], KEPT);
  const [fastOnes, fastOthers] = [one, other].map((sample) => sample.filter((value) => value <= limit));
  return {
    pairs: Math.min(one.length, other.length),
    means: [mean(one), mean(other)],
    t: welchsT(one, other),
    croppedMeans: [mean(fastOnes ?? []), mean(fastOthers ?? [])],
    croppedT: welchsT(fastOnes ?? [], fastOthers ?? []),
  };
}

export const isEqual = ({ t, croppedT }: Compared): boolean => Math.abs(t) < MOST_T && Math.abs(croppedT) < MOST_T;

/** The difference of the means in its own standard errors; the variances may differ (Welch 1947). */
export function welchsT(one: readonly number[], other: readonly number[]): number {
  const error = Math.sqrt(variance(one) / one.length + variance(other) / other.length);
  return error === 0 ? 0 : (mean(one) - mean(other)) / error;
}

const mean = (sample: readonly number[]): number => sample.reduce((sum, value) => sum + value, 0) / sample.length;

function variance(sample: readonly number[]): number {
  const middle = mean(sample);
  return sample.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (sample.length - 1);
}

/** The value below which this share of the sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
