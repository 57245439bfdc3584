import type { Ground } from '../ground/ground.js';
import { type Bench, type Finding, Void } from './bench.js';
import type { Estimate } from './statistics.js';

/** A bench after its run: its line ends in `holds` or `short`. */
export interface Judged {
  readonly id: string;
  readonly holds: boolean;
  readonly line: string;
  readonly seconds: number;
  readonly finding?: Finding;
}

/** Runs a bench. One whose effects are not all there is void, and one that breaks off is short: neither holds. */
export async function judge(bench: Bench, ground: Ground): Promise<Judged> {
  const began = performance.now();
  const { id, what } = bench;
  const seconds = (): number => Math.round(performance.now() - began) / 1000;
  try {
    const finding = await bench.run(ground);
    return { id, holds: finding.holds, line: lineOf(bench, finding), seconds: seconds(), finding };
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const word = error instanceof Void ? 'void, for this was not found' : 'broke off';
    return { id, holds: false, line: `${id} ${what}: ${word}: ${why} – short`, seconds: seconds() };
  }
}

/** The last line of a run. */
export function verdictOf(judged: readonly Judged[]): { line: string; holds: boolean } {
  const short = judged.filter(({ holds }) => !holds).map(({ id }) => id);
  const holds = short.length === 0 && judged.length > 0;
  return {
    holds,
    line: `bench: ${holds ? `all ${judged.length} hold` : `SHORT – ${short.join(', ') || 'nothing was measured'}`}`,
  };
}

function lineOf({ id, what }: Bench, { value, baseline, ratio, bar, holds }: Finding): string {
  const verdict = holds ? 'holds' : 'short';
  return `${id} ${what}: ${value}; baseline ${baseline}${ratio ? `; ratio ${printed(ratio)}` : ''}; bar ${bar}; ${verdict}`;
}

/** Median with its interval, as on the line. */
function printed({ median, low, high }: Estimate): string {
  return `${median.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}]`;
}
