import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseNames, root, variableName } from './config.js';
import { runMain } from './run-main.js';
import { databasePasswords, makeSecrets } from './secrets.js';

const folder = join(root, '.data', 'compose');
const secrets = join(folder, 'secrets');
/** The user `node` of the image. Files of root are handed to it; else the containers run as whoever made the files. */
const NODE_USER = 1000;

/**
 * Makes what docker-compose.yml needs and nobody may commit: keys for the services, passwords for the databases. May be
 * run again: what exists is kept.
 */
await runMain(import.meta.url, async () => {
  await makeSecrets(secrets);
  if (process.getuid?.() === 0) {
    for (const file of await readdir(secrets)) await chown(join(secrets, file), NODE_USER, NODE_USER);
  }
  if (!existsSync(join(folder, 'env'))) await writeFile(join(folder, 'env'), await environmentFile(), { mode: 0o600 });
  console.log('Now: docker compose --env-file .data/compose/env up --build');
});

async function environmentFile(): Promise<string> {
  const passwords = await databasePasswords(secrets);
  const lines = [
    'COMPOSE_PROJECT_NAME=tuntas',
    `TUNTAS_USER=${process.getuid?.() || NODE_USER}`,
    `POSTGRES_PASSWORD=${randomUUID()}`,
    ...databaseNames.map((name) => `${variableName(name)}_DATABASE_PASSWORD=${passwords[name]}`),
  ];
  return lines.join('\n') + '\n';
}
