import { type DatabaseName, databaseNames, environment, variableName } from './config.js';
import { createDatabases } from './databases.js';
import { runMain } from './run-main.js';
import { Trouble } from './trouble.js';

/**
 * Makes the databases and roles that are missing on the server of POSTGRES_ADMIN_URL, and ends: the one-shot `databases` of
 * docker-compose.yml. Passwords are in <DATABASE>_DATABASE_PASSWORD and <DATABASE>_OWNER_DATABASE_PASSWORD.
 */
await runMain(import.meta.url, async () => {
  const passwords = (ending: string) =>
    Object.fromEntries(databaseNames.map((name) => [name, demanded(passwordName(name, ending))]));
  await createDatabases(demanded('POSTGRES_ADMIN_URL'), {
    services: passwords('_DATABASE_PASSWORD'),
    owners: passwords('_OWNER_DATABASE_PASSWORD'),
  });
  console.log('Databases are there.');
});

const passwordName = (name: DatabaseName, ending: string): string => variableName(name) + ending;

function demanded(name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Trouble('No databases made', `${name} is not set`, 'See docker-compose.yml for what has to be set.');
}
