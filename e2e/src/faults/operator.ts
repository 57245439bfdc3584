import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Service } from '@tuntas/events';
import { root } from '@tuntas/local';
import type { Stage } from './stage.js';

/** Runs an operator's command of a service as the page says, with the environment that the running service has. */
export async function operate(
  stage: Pick<Stage, 'platform'>,
  service: Service,
  ...args: readonly string[]
): Promise<string> {
  const pid = stage.platform.pids()[service];
  const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
  const env = {
    ...Object.fromEntries(variables.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)])),
    // The serving process has it not: an operator who changes tables does.
    OWNER_DATABASE_URL: stage.platform.addresses.owners[service],
  };
  const main = join(root, 'services', service, 'dist/main.js');
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...args], { env });
  return stdout.trim();
}
