import { parseArgs } from 'node:util';
import { role as roles } from '@tuntas/events';
import { mintOfficerToken } from '@tuntas/runtime';
import type { Post } from '@tuntas/permissions';
import { environment, localConfig } from './config.js';
import { AGENCY_ROLES } from './officers.js';
import { runMain } from './run-main.js';
import { runningPlatform } from './run-folder.js';
import { signingKey } from './secrets.js';
import { Trouble } from './trouble.js';

const USAGE = `node deploy/local/dist/token.js <${roles.options.join('|')}> [--agency CODE] [--unit CODE] [--name NAME] [--second-factor]`;

/**
 * Prints a five-minute token of an officer, signed as the portal does for who is signed in: for programs and scripts.
 * Whoever may read the platform's secrets may be anybody: this is for one's own machine.
 */
export async function mintToken(args: readonly string[], secretsDir: string): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      agency: { type: 'string' },
      unit: { type: 'string' },
      name: { type: 'string' },
      'second-factor': { type: 'boolean' },
    },
  });
  const role = roles.safeParse(positionals[0]);
  if (!role.success) throw new Trouble('No token', `"${positionals[0] ?? ''}" is no role`, USAGE);
  const { agency, unit, name, 'second-factor': secondFactor = false } = values;
  if (AGENCY_ROLES.includes(role.data) && agency === undefined) {
    throw new Trouble('No token', `a ${role.data} belongs to an agency`, `${USAGE} – codes: GET /api/agencies`);
  }
  const post: Post = { role: role.data, ...(agency ? { agency } : {}), ...(unit ? { unit } : {}) };
  return mintOfficerToken(await signingKey(secretsDir, 'portal'), name ?? `demo-${role.data}`, [post], {
    secondFactor,
  });
}

await runMain(import.meta.url, async () => {
  const platform = runningPlatform(localConfig(environment).dataDir);
  if (platform === undefined) throw new Trouble('No token', 'Tuntas does not run here', 'Start it with npm start.');
  console.log(await mintToken(process.argv.slice(2), platform.secretsDir));
});
