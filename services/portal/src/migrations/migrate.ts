import { Database } from '@tuntas/postgres';
import { migrations } from './index.js';

/** What `main.js migrate` runs before a new version starts, as the role that owns the tables. */
export async function migrate(url: string | undefined): Promise<void> {
  if (url === undefined) throw new Error('Set OWNER_DATABASE_URL to the database as the role that owns its tables.');
  const database = await Database.open({ url, name: 'portal', migrations });
  try {
    process.stdout.write(`migrated: ${(await database.migrate()).length} steps\n`);
  } finally {
    await database.close();
  }
}
