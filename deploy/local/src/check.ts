import { checks, type Check } from './checks/checks.js';
import { root } from './checks/tool.js';

// `npm run check`: everything a tool can find without running the product. The last line is the verdict.

const failed: string[] = [];
for (const check of checks) {
  if (!(await passes(check))) failed.push(check.name);
}
if (failed.length > 0) {
  console.log(`check: FAILED (${failed.join(', ')})`);
  process.exitCode = 1;
} else {
  console.log(`check: passed (${checks.length} of ${checks.length})`);
}

async function passes(check: Check): Promise<boolean> {
  const began = performance.now();
  const { ok, output } = await check.run(root);
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(5);
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${seconds} s  ${check.name.padEnd(10)} ${check.guards}`);
  if (!ok) console.log(output.trimEnd().replaceAll(/^/gm, '      '));
  return ok;
}
