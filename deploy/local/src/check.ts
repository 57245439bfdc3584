import { checks } from './checks/checks.js';
import { runChecks } from './checks/run-checks.js';
import { runMain } from './run-main.js';

/** `npm run check`: everything a tool can find without running the product. The last line is the verdict. */
await runMain(import.meta.url, async () => {
  const failed = await runChecks();
  const passed = `${checks.length - failed.length} of ${checks.length} passed`;
  console.log(failed.length === 0 ? `check: ${passed}` : `check: FAILED (${failed.join(', ')}), ${passed}`);
  if (failed.length > 0) process.exitCode = 1;
});
