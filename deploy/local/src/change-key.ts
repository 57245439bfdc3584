import { parseArgs } from 'node:util';
import { services } from '@tuntas/events';
import { environment, localConfig } from './config.js';
import { runMain } from './run-main.js';
import { changeKey } from './secrets.js';
import { Trouble } from './trouble.js';

const USAGE = `node deploy/local/dist/change-key.js <${services.join('|')}> <add|switch|drop> [--secrets FOLDER]`;

const next = {
  add: 'Every service knows it within two seconds. Then: switch.',
  switch: 'Restart the service: it signs with the new key. After five minutes: drop.',
  drop: 'The previous key opens nothing any more.',
} as const;

/** Changes a service's signing key; see docs/operations/sign-in.md. */
await runMain(import.meta.url, async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { secrets: { type: 'string' } } });
  const service = services.find((name) => name === positionals[0]);
  const step = (['add', 'switch', 'drop'] as const).find((name) => name === positionals[1]);
  if (!service || !step) throw new Trouble('No key was changed', 'a service and a step are needed', USAGE);
  await changeKey(values.secrets ?? `${localConfig(environment).dataDir}/secrets`, service, step);
  console.log(next[step]);
});
