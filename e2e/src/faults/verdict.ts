import {
  allChecks,
  type Check,
  canariesStayInside,
  gather,
  judge,
  readLedger,
  type Verdict,
  type Violation,
} from '@tuntas/testing/ledger';
import { canaries } from './canaries.js';
import { operate } from './operator.js';
import type { Stage } from './stage.js';

/** Runs all checks of the ledger over a stage that has drained, and adds what the harness itself saw. */
export async function verdictOf(stage: Stage, ledgerPath: string, seen: readonly Violation[]): Promise<Verdict> {
  const { addresses } = stage.platform;
  const evidence = await gather(addresses, await readLedger(ledgerPath), stage.ends);
  try {
    const { name, phone, email, words } = canaries;
    const stayInside = canariesStayInside(
      { ...addresses, dataDir: stage.dataDir },
      { identity: [name, phone, email], words: [words] },
    );
    const { violations, counts, reports } = await judge(evidence, [...allChecks, stayInside, rebuiltIsTheSame(stage)]);
    const all: Record<string, number> = { ...counts };
    for (const { invariant } of seen) all[invariant] = (all[invariant] ?? 0) + 1;
    return { violations: [...violations, ...seen], counts: all, reports };
  } finally {
    await evidence.close();
  }
}

/** The service's own rebuild must agree as well; the ledger's fold is written by somebody else. */
const rebuiltIsTheSame = (stage: Stage): Check => ({
  invariant: 'I10',
  promise: 'Figures counted again from offset 0 are the live ones, row for row.',
  find: async () =>
    operate(stage, 'statistics', 'rebuild', '--compare').then(
      () => [],
      (error: { stdout?: string }) => [`rebuild --compare: ${error.stdout?.trim().split('\n').at(-1) ?? 'it failed'}`],
    ),
});

export function printVerdict({ violations, counts, reports }: Verdict): number {
  const names = Object.keys(counts).toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  console.log('\n| invariant | violations |\n| --------- | ---------- |');
  for (const name of names) console.log(`| ${name.padEnd(9)} | ${String(counts[name]).padEnd(10)} |`);
  for (const { invariant, says } of violations) console.log(`${invariant}: ${says}`);
  for (const says of reports) console.log(says);
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
