import type { Ground } from '../ground/ground.js';
import { Stock } from '../stock/stock.js';
import type { Finding, Need } from './bench.js';
import { judge, type Judged } from './judge.js';

/** What a bench of `npm run bench` looks at last; smaller only while one is written. */
export const MOST_COMPLAINTS = Number(process.env['BENCH_MOST_COMPLAINTS'] ?? 1_000_000);
const MOST_STOCK_SECONDS = 600;

/** A bench that measures the same with ever more complaints in the databases. */
export interface GrowingBench {
  readonly id: string;
  readonly what: string;
  readonly needs: Need;
  /** Shares of `MOST_COMPLAINTS` that are there when it measures, rising. */
  readonly shares: readonly number[];
  /** A new one for a run. */
  begin(ground: Ground): Growing;
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
export async function judgeGrowing(benches: readonly GrowingBench[], ground: Ground): Promise<Judged[]> {
  const stock = new Stock(ground);
  const running = benches.map((bench) => ({ bench, growing: bench.begin(ground), failed: undefined as unknown }));
  const shares = [...new Set(benches.flatMap((bench) => bench.shares))].toSorted((one, other) => one - other);
  for (const share of shares) {
    const complaints = Math.round(MOST_COMPLAINTS * share);
    await stock.grow(complaints);
    for (const one of running) {
      if (one.failed !== undefined || !one.bench.shares.includes(share)) continue;
      await ground.only(one.bench.needs);
      await one.growing.measure(complaints).catch((error: unknown) => (one.failed = error));
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

async function stockLine(stock: Stock, ground: Ground): Promise<Judged> {
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
