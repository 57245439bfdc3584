import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Addresses, root } from '@tuntas/local';

const run = promisify(execFile);
const LONGEST_MS = 600_000;

/** Counts everything again from offset 0 and compares row for row with the live figures; says what the command said last. */
export async function rebuiltFigures({ databases, owners, brokers, secretsDir, services }: Addresses): Promise<string> {
  const environment = {
    HOST: '127.0.0.1',
    PORT: new URL(services.statistics).port,
    DATABASE_URL: databases['statistics'] ?? '',
    OWNER_DATABASE_URL: owners['statistics'] ?? '',
    KAFKA_BROKERS: brokers,
    TOKEN_KEYS_FILE: join(secretsDir, 'token-keys.json'),
    AUDIT_KEY_FILE: join(secretsDir, 'statistics.audit.jwk.json'),
  };
  const main = join(root, 'services', 'statistics', 'dist', 'main.js');
  try {
    const { stdout } = await run(process.execPath, [main, 'rebuild', '--compare'], {
      env: environment,
      timeout: LONGEST_MS,
    });
    return lastLine(stdout);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `DIFFERENT: ${lastLine(stdout)} ${lastLine(stderr)}`;
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
