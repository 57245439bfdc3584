import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseServices, root, variableName } from './config.js';
import { databasePasswords, makeSecrets } from './secrets.js';

// Makes what docker-compose.yml needs and nobody may commit: keys for the services, passwords for the databases. May be
// run again: what exists is kept.

const folder = join(root, '.data', 'compose');
const secrets = join(folder, 'secrets');
/** The user `node` of the image. Files of root are handed to it; the containers run as anybody else who runs this. */
const NODE_USER = 1000;

await makeSecrets(secrets);
const passwords = await databasePasswords(secrets);
const uid = process.getuid?.() || NODE_USER;
if (process.getuid?.() === 0) {
  for (const file of await readdir(secrets)) await chown(join(secrets, file), NODE_USER, NODE_USER);
}
const lines = [
  'COMPOSE_PROJECT_NAME=tuntas',
  `TUNTAS_USER=${uid}`,
  ...databaseServices.map((service) => `${variableName(service)}_DATABASE_PASSWORD=${passwords[service]}`),
  `POSTGRES_PASSWORD=${randomUUID()}`,
];
if (!existsSync(join(folder, 'env'))) {
  await writeFile(join(folder, 'env'), lines.join('\n') + '\n', { mode: 0o600 });
}
console.log('Now: docker compose --env-file .data/compose/env up --build');
