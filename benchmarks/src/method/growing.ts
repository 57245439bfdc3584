import type { Ground } from '../ground/ground.js';
import type { Finding, Need } from './bench.js';
import { judge, type Judged } from './judge.js';

const MOST_STOCK_SECONDS = 600;

/** A bench that measures the same with ever more complaints in the databases. */
export interface GrowingBench {
  readonly id: string;
  readonly what: string;
  readonly needs: Need;
  /** Shares of a million that are there when it measures, rising. */
  readonly shares: readonly number[];
  /** A new one for a run. */
  begin(ground: Ground): Growing;
}

/** Complaints that are there, and how long it took to write them. */
export interface Growable {
  readonly size: number;
  readonly rows: number;
  readonly seconds: number;
  grow(to: number): Promise<void>;
}

/** One run of such a bench. */
export interface Growing {
  measure(complaints: number): Promise<void>;
  /** After all sizes. */
  finding(): Finding;
}

/**
 * Runs benches side by side while the stock grows, so that it is written once. Whichever breaks off falls short alone. The
 * stock has a line of its own: how the rows were made is part of the bench.
 */
export async function judgeGrowing(
  benches: readonly GrowingBench[],
  ground: Ground,
  stock: Growable,
  most: number,
): Promise<Judged[]> {
  const running = benches.map((bench) => ({
    bench,
    growing: bench.begin(ground),
    failed: undefined as Error | undefined,
  }));
  const shares = [...new Set(benches.flatMap((bench) => bench.shares))].toSorted((one, other) => one - other);
  for (const share of shares) {
    const complaints = Math.round(most * share);
    if (complaints > stock.size) {
      console.error(`The stock grows to ${complaints} complaints …`);
      // Nobody needs them meanwhile, and what they look for by the second takes a fifth of the machine.
      await ground.only([]);
      await stock.grow(complaints);
    }
    for (const one of running) {
      if (one.failed !== undefined || !one.bench.shares.includes(share)) continue;
      console.error(`${one.bench.id} at ${complaints} complaints …`);
      await ground.only(one.bench.needs);
      await one.growing.measure(complaints).catch((error: unknown) => (one.failed = error as Error));
    }
  }
  const judged = running.map(async ({ bench, growing, failed }) => {
    const run = async (): Promise<Finding> => {
      if (failed !== undefined) throw failed;
      return Promise.resolve(growing.finding());
    };
    return judge({ ...bench, run }, ground);
  });
  return Promise.all([stockLine(stock, ground), ...judged]);
}

async function stockLine(stock: Growable, ground: Ground): Promise<Judged> {
  const { size, seconds } = stock;
  const run = async (): Promise<Finding> =>
    Promise.resolve({
      value: `${size} complaints, ${stock.rows} rows in five databases, in ${seconds.toFixed(0)} s`,
      baseline: 'none',
      bar: `≤ ${MOST_STOCK_SECONDS} s`,
      holds: seconds <= MOST_STOCK_SECONDS,
      numbers: { complaints: size, rows: stock.rows, seconds },
    });
  return judge({ id: 'STOCK', what: 'complaints made in bulk', needs: [], run }, ground);
}
