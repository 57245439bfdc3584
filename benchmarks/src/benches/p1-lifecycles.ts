import { consumers, Flow, holdLetters } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import type { Finding } from '../method/bench.js';
import { atLeast, perSecond } from '../method/compare.js';
import type { Growing, GrowingBench } from '../method/growing.js';
import { estimate, median, percentile } from '../method/statistics.js';
import { calls, Lives } from './lives.js';

/** Under way at once; most of the time of a life is waiting to be routed, so that fewer leave the cores idle. */
const AT_ONCE = 64;
/** Services start anew at each size, and code that is not compiled yet does half as many lives a second. */
const WARM_UP_MS = 60_000;
const WINDOW_MS = 2_000;
const WINDOWS = 15;
const BAR = { perSecond: 200, p95Ms: 100, ratio: 0.8 };

interface Measured {
  readonly complaints: number;
  /** Lives that ended, a second, window by window. */
  readonly rates: readonly number[];
  readonly p95Ms: Readonly<Record<string, number>>;
  readonly cpuMs: Readonly<Record<string, number>>;
}

class Lifecycles implements Growing {
  readonly #measured: Measured[] = [];

  constructor(private readonly ground: Ground) {}

  async measure(complaints: number): Promise<void> {
    await holdLetters(this.ground);
    const flow = await Flow.open(this.ground);
    try {
      const warmUp = new Lives(this.ground);
      await warmUp.run(AT_ONCE, WARM_UP_MS);
      await warmUp.demandEffects();
      const lives = new Lives(this.ground);
      const [began, before] = [performance.now(), this.ground.cpuMs()];
      await lives.run(AT_ONCE, WINDOWS * WINDOW_MS);
      const after = this.ground.cpuMs();
      await flow.done(consumers);
      await lives.demandEffects();
      const cpuMs = Object.entries(after).map(([name, ms]) => [
        name,
        (ms - (before[name as keyof typeof before] ?? 0)) / lives.ids.length,
      ]);
      this.#measured.push({
        complaints,
        rates: ratesOf(lives.endedAt, began),
        p95Ms: Object.fromEntries(calls.map((name) => [name, percentile(lives.ms[name], 0.95)])),
        cpuMs: Object.fromEntries(cpuMs) as Record<string, number>,
      });
    } finally {
      await flow.close();
    }
  }

  finding(): Finding {
    const [first, last] = [this.#measured[0], this.#measured.at(-1)];
    if (!first || !last || first === last) throw new Error('Two sizes are compared.');
    const ratio = estimate(last.rates.map((found, window) => found / (first.rates[window] ?? NaN)));
    const slowest = Math.max(...this.#measured.flatMap(({ p95Ms }) => Object.values(p95Ms)));
    const least = Math.min(...this.#measured.map(({ rates }) => median(rates)));
    const rates = this.#measured.map((one) => `${median(one.rates).toFixed(0)}/s at ${one.complaints}`);
    const p95 = calls.map((name) => `${name} ${this.#measured.map(({ p95Ms }) => p95Ms[name]?.toFixed(0)).join('/')}`);
    const cpu = Object.values(last.cpuMs).reduce((sum, ms) => sum + ms, 0);
    return {
      value: `${rates.join(', ')}; p95 in ms ${p95.join(', ')}; ${cpu.toFixed(1)} CPU-ms a life`,
      baseline: `the same at ${first.complaints}`,
      ratio,
      bar: `≥ ${BAR.perSecond}/s, p95 ≤ ${BAR.p95Ms} ms, ≥ ${BAR.ratio}`,
      holds: least >= BAR.perSecond && slowest <= BAR.p95Ms && atLeast(ratio, BAR.ratio),
      numbers: Object.fromEntries(
        this.#measured.flatMap(({ complaints, rates: all, p95Ms, cpuMs }) => [
          [`lifecyclesPerSecond at ${complaints}`, median(all)],
          ...Object.entries(p95Ms).map(([name, ms]) => [`${name}P95Ms at ${complaints}`, ms] as const),
          ...Object.entries(cpuMs).map(([name, ms]) => [`${name}CpuMsALife at ${complaints}`, ms] as const),
        ]),
      ),
    };
  }
}

function ratesOf(endedAt: readonly number[], began: number): number[] {
  return Array.from({ length: WINDOWS }, (_, window) => {
    const from = began + window * WINDOW_MS;
    return perSecond(endedAt.filter((at) => at >= from && at < from + WINDOW_MS).length, WINDOW_MS);
  });
}

/** Whole lives through the API, with nothing, a tenth, and all of the complaints there. */
export const lifecycles: GrowingBench = {
  id: 'P1',
  what: `lifecycles, ${AT_ONCE} at once`,
  needs: [...consumers],
  shares: [0, 0.1, 1],
  begin: (ground) => new Lifecycles(ground),
};
