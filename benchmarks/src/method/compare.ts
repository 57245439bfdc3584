import { abba, estimate, type Estimate, median } from './statistics.js';

/** Fewer leave the interval too wide to judge by (research on this machine: three repeats gave 1.8 k to 4.4 k). */
export const PAIRS = 9;

/** Both sides of a comparison, as rates per second. */
export interface Comparison {
  readonly subject: number;
  readonly baseline: number;
  readonly ratio: Estimate;
  /** What was measured of each, pair by pair. */
  readonly pairs: Readonly<Record<'subject' | 'baseline', readonly number[]>>;
}

interface Sides {
  /** One slice of at most two seconds; resolves with its rate per second, after its effects were checked. */
  readonly subject: () => Promise<number>;
  readonly baseline: () => Promise<number>;
  readonly pairs?: number;
  /** Slices of each that are not counted; default 1. */
  readonly warmUps?: number;
}

/** Runs subject and baseline in turn, slice by slice in the order ABBA, after some of each that are not counted. */
export async function compare({ subject, baseline, pairs = PAIRS, warmUps = 1 }: Sides): Promise<Comparison> {
  const sides = { subject, baseline };
  for (let done = 0; done < warmUps; done += 1) {
    await subject();
    await baseline();
  }
  const measured: Record<keyof typeof sides, number[]> = { subject: [], baseline: [] };
  for (const pair of abba(pairs)) for (const side of pair) measured[side].push(await sides[side]());
  return {
    subject: median(measured.subject),
    baseline: median(measured.baseline),
    ratio: estimate(measured.subject.map((rate, pair) => rate / (measured.baseline[pair] ?? Infinity))),
    pairs: measured,
  };
}

/** Events a second, from a number of them and the milliseconds they took. */
export const perSecond = (count: number, ms: number): number => (count * 1000) / ms;

/** A rate as it is printed. */
export const rate = (perSecondRate: number, unit: string): string => `${Math.round(perSecondRate)} ${unit}/s`;

/** The bar holds when the whole interval is above it, not only its middle: a lucky median proves nothing. */
export const atLeast = ({ low }: Estimate, bar: number): boolean => low >= bar;
