import { root } from '../config.js';
import { checks, type Check } from './checks.js';

/** Runs every check, prints one line for each and what it found. Resolves with the names of those that failed. */
export async function runChecks(): Promise<Check['name'][]> {
  const failed: Check['name'][] = [];
  for (const check of checks) {
    const began = performance.now();
    const { ok, output, says } = await check.run(root);
    const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(5);
    console.log(
      `${ok ? 'ok  ' : 'FAIL'} ${seconds} s  ${check.name.padEnd(10)} ${check.guards}${says === undefined ? '' : `: ${says}`}`,
    );
    if (ok) continue;
    failed.push(check.name);
    console.log(output.trimEnd().replaceAll(/^/gm, '      '));
  }
  return failed;
}
