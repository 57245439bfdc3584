/**
 * Writes the parts of docs/lifecycle.md that are made from the code: `node services/follow-up/dist/lifecycle-page/write.js`;
 * with `--check` it changes nothing and exits 1 when the page differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withParts } from './page.js';

/** From `dist/` or `src/`. */
const PAGE = fileURLToPath(new URL('../../../../docs/lifecycle.md', import.meta.url));

const page = readFileSync(PAGE, 'utf8');
const made = withParts(page);
if (made === page) process.stdout.write('docs/lifecycle.md says what the code says.\n');
else if (process.argv.includes('--check')) {
  process.stderr.write('docs/lifecycle.md differs from the table of moves or clocks. ');
  process.stderr.write(
    'Run `npx tsc -b services/follow-up && node services/follow-up/dist/lifecycle-page/write.js`.\n',
  );
  process.exitCode = 1;
} else writeFileSync(PAGE, made);
