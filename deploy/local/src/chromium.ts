import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { environment } from './config.js';
import { Trouble } from './trouble.js';

const KNOWN_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** 100 MB over a slow line, and its unpacking on two cores. */
const INSTALLED_WITHIN_MS = 10 * 60_000;

/**
 * The Chromium that the tests of pages drive. Debian's own is installed when there is none and we may: no package on
 * npm brings one that can be trusted to stay.
 * @throws Trouble when there is none and it cannot be installed here
 */
export function chromium(log: (line: string) => void): string {
  const found = installed() ?? installByApt(log);
  if (found !== undefined) return found;
  throw new Trouble(
    'No Chromium',
    'the tests of pages need one',
    'apt-get install chromium, or set CHROMIUM to its path.',
  );
}

function installed(): string | undefined {
  return [environment['CHROMIUM'], ...KNOWN_PLACES].find((path) => path !== undefined && existsSync(path));
}

function installByApt(log: (line: string) => void): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  log('Installing Chromium for the tests of pages (apt-get install chromium, once) …');
  const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
  ]) {
    spawnSync('apt-get', args, { env, stdio: 'ignore', timeout: INSTALLED_WITHIN_MS });
  }
  return installed();
}
