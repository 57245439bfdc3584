import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Addresses } from './addresses.js';
import { askService } from './ask-service.js';
import { journalServices, environment, localConfig } from './config.js';
import { runMain } from './run-main.js';
import { runningPlatform } from './run-folder.js';
import { Trouble } from './trouble.js';

const USAGE = 'Use npm run audit -- verify [--from <file with published heads>] [--service intake].';

/** `npm run audit -- verify`: holds every journal of the running platform against its chain and its published heads. */
await runMain(import.meta.url, async () => {
  const platform = runningPlatform(localConfig(environment).dataDir);
  if (platform === undefined) {
    throw new Trouble('There is nothing to verify', 'Tuntas does not run here', 'Start it with npm start.');
  }
  const { well, said } = await auditPlatform(platform, process.argv.slice(2));
  console.log(said.join('\n'));
  console.log(well ? 'audit: nothing was changed.' : 'audit: SOMETHING IS WRONG – see above.');
  if (!well) process.exitCode = 1;
});

/**
 * Lets each service verify its own chain, as it does anywhere: `main.js audit verify`. Resolves with what they said.
 * @throws Trouble for words that are none of the command's
 */
export async function auditPlatform(
  platform: Addresses,
  args: readonly string[],
): Promise<{ readonly well: boolean; readonly said: readonly string[] }> {
  const { from, service } = asked(args);
  const all = journalServices.filter((one) => service === undefined || one === service);
  if (all.length === 0) throw new Trouble('Nothing was verified', `${service} is no service with a journal`, USAGE);
  const words = ['audit', 'verify', ...(from === undefined ? [] : ['--from', from])];
  const answers = await Promise.all(all.map((one) => askService(one, platform, words)));
  return { well: answers.every(({ code }) => code === 0), said: answers.map(({ output }) => output.trimEnd()) };
}

function asked(args: readonly string[]): { from?: string; service?: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { from: { type: 'string' }, service: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.join(' ') !== 'verify') throw new Error('verify is what it can do');
    const { from, ...rest } = values;
    return { ...rest, ...(from !== undefined && { from: resolve(environment['TUNTAS_CALLED_FROM'] ?? '.', from) }) };
  } catch (error) {
    throw new Trouble('Nothing was verified', (error as Error).message, USAGE);
  }
}
