import { checks } from './checks/checks.js';
import { runChecks } from './checks/run-checks.js';

// `npm run check`: everything a tool can find without running the product. The last line is the verdict.

const failed = await runChecks();
const passed = `${checks.length - failed.length} of ${checks.length} passed`;
console.log(failed.length === 0 ? `check: ${passed}` : `check: FAILED (${failed.join(', ')}), ${passed}`);
if (failed.length > 0) process.exitCode = 1;
