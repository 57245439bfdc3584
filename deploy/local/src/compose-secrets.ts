import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseNames, root, variableName } from './config.js';
import { runMain } from './run-main.js';
import { databasePasswords, demoSecrets, makeSecrets } from './secrets.js';

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
  await addWhatIsMissing(join(folder, 'env'));
  console.log('Now: docker compose --env-file .data/compose/env up --build');
});

/** A value that stands is kept: the cluster was made with it. */
async function addWhatIsMissing(file: string): Promise<void> {
  const known = existsSync(file) ? await readFile(file, 'utf8') : '';
  const names = new Set(known.split('\n').map((line) => line.split('=', 1)[0]));
  const missing = (await variables()).filter((line) => !names.has(line.split('=', 1)[0]));
  await writeFile(file, known + missing.map((line) => `${line}\n`).join(''), { mode: 0o600 });
}

async function variables(): Promise<string[]> {
  const passwords = await databasePasswords(secrets);
  return [
    'COMPOSE_PROJECT_NAME=tuntas',
    `TUNTAS_USER=${process.getuid?.() || NODE_USER}`,
    `POSTGRES_PASSWORD=${randomUUID()}`,
    `KEYCLOAK_ADMIN_PASSWORD=${randomUUID()}`,
    `DEMO_OFFICERS_PASSWORD=${(await demoSecrets(secrets)).password}`,
    ...databaseNames.flatMap((name) => [
      `${variableName(name)}_DATABASE_PASSWORD=${passwords.services[name]}`,
      `${variableName(name)}_OWNER_DATABASE_PASSWORD=${passwords.owners[name]}`,
    ]),
  ];
}
