import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Service } from '@tuntas/events';
import { type Addresses, portsFrom, serviceEnvironment } from './addresses.js';
import { environment, root } from './config.js';

/** What a service's own program said to an operator's words, and its exit code; its errors go to our own. */
export interface Said {
  readonly code: number;
  readonly output: string;
}

/** Runs `main.js <words>` of a service of this platform, as an operator does anywhere, and waits for its end. */
export async function askService(service: Service, platform: Addresses, words: readonly string[]): Promise<Said> {
  const variables = { ...serviceEnvironment(service, platform, portsFrom(0)), LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, [join(root, 'services', service, 'dist/main.js'), ...words], {
    env: { ...environment, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}
