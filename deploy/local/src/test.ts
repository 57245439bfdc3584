import { checks } from './checks/checks.js';
import { runChecks } from './checks/run-checks.js';
import { chromium } from './chromium.js';
import { runMain } from './run-main.js';
import { table, verdict, type Tally } from './tests/tally.js';
import { layers, runLayer } from './tests/vitest.js';
import { Trouble } from './trouble.js';

/**
 * `npm test`: the checks, then every layer of tests, fast to slow; `npm test -- services/routing` runs the tests of one
 * folder alone. A repository that does not pass its checks is not worth the minutes that the tests take.
 */
await runMain(import.meta.url, async () => {
  const args = process.argv.slice(2);
  const tallies: Tally[] = args.length > 0 ? [] : [await tallyChecks()];
  if (tallies.every(({ failed }) => failed === 0)) {
    if (args.length === 0) prepareChromium();
    for (const layer of layers) tallies.push(await runLayer(layer, args));
  }
  const { ok, line } = verdict(tallies);
  for (const { layer, failures } of tallies) {
    for (const failure of failures) console.log(`\nFAILED in ${layer}: ${failure}`);
  }
  console.log(`\n${table(tallies)}\n\n${line}`);
  process.exitCode = ok ? 0 : 1;
});

async function tallyChecks(): Promise<Tally> {
  const began = performance.now();
  const failures = await runChecks();
  const seconds = (performance.now() - began) / 1000;
  const failed = failures.length;
  return { layer: 'check', passed: checks.length - failed, failed, skipped: 0, seconds, failures };
}

/** Here, where its progress is seen, and not inside a test with a time-out. Without one the tests that need it fail. */
function prepareChromium(): void {
  try {
    chromium(console.log);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
  }
}
