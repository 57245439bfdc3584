import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Trouble } from './trouble.js';

/**
 * Runs a command when its file is the one Node was given, so that tests may import it. What a person can mend is
 * printed as one line; everything else with its stack. Either way the exit code is 1.
 */
export async function runMain(moduleUrl: string, main: () => Promise<void>): Promise<void> {
  const script = process.argv[1];
  if (script === undefined || realpathSync(script) !== realpathSync(fileURLToPath(moduleUrl))) return;
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Trouble ? error.message : error);
    process.exitCode = 1;
  }
}
