import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../config.js';
import { tallyOf, type Report, type Tally } from './tally.js';

/** The layers of vitest.config.ts, fast to slow. */
export const layers = ['unit', 'int', 'e2e', 'browser'] as const;

const VITEST = join(root, 'node_modules', 'vitest', 'vitest.mjs');
/** A layer may have no test in the folder that was asked for; that nothing ran at all is found by the verdict. */
const REPORTERS = ['--passWithNoTests', '--reporter=default', '--reporter=json'];

/** Runs one layer by Vitest itself – never from a cache – and shows its progress. `args` narrow it, as a folder does. */
export async function runLayer(layer: (typeof layers)[number], args: readonly string[]): Promise<Tally> {
  const report = join(root, '.data', 'test', `${layer}.json`);
  mkdirSync(join(root, '.data', 'test'), { recursive: true });
  // The report of an earlier run must not be taken for this one's.
  rmSync(report, { force: true });
  const began = performance.now();
  const vitest = spawn(
    process.execPath,
    [VITEST, 'run', `--project=${layer}`, ...REPORTERS, `--outputFile.json=${report}`, ...args],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const [code] = (await once(vitest, 'close')) as [number | null];
  const seconds = (performance.now() - began) / 1000;
  return tallyOf(layer, existsSync(report) ? readReport(report) : undefined, code ?? 1, seconds);
}

function readReport(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}
