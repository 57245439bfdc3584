import { operatorCommands, ownersUrl, readErasures } from '@tuntas/messaging';
import { Database } from '@tuntas/postgres';
import type { Config } from './config.js';
import { dataKeysOf } from './intake.module.js';
import { keyMigrations, migrations } from './migrations/index.js';
import { retentionCommand } from './queries/retention-table.js';
import type { DataKeys } from './store/data-keys.js';
import { eraseAgain } from './store/erase-again.js';
import { rewriteKeys } from './store/rewrite-keys.js';
import { rewrapKeys } from './store/rewrap-keys.js';

type Commands = ReturnType<typeof operatorCommands>;

/** What an operator can do with intake besides what every service knows; see docs/operations. */
export function intakeCommands(config: Config): Commands {
  const { DATABASE_URL: url, OWNER_DATABASE_URL: ownerUrl } = config;
  const everywhere = operatorCommands({ url, ownerUrl, name: 'intake', migrations }, readerOf(config));
  return {
    ...everywhere,
    /** Keys first: the other database gives up its own. */
    migrate: async (args) => {
      await migrateKeys(ownersUrl({ ownerUrl: config.KEYS_OWNER_DATABASE_URL }));
      await everywhere['migrate']?.(args);
    },
    /** The step of every restore, before anybody is served: see docs/operations/keys.md. */
    'erase-again': async () =>
      onKeys(config, async (keys) => {
        const database = await Database.open({ url, name: 'intake' });
        try {
          const { identities, words } = await eraseAgain(await readErasures(readerOf(config)), database, keys);
          return `${identities} identities and the words of ${words} complaints are erased`;
        } finally {
          await database.close();
        }
      }),
    /** What ends next, without ending it: see docs/operations/retention.md. */
    retention: async (args) => {
      const database = await Database.open({ url, name: 'intake' });
      try {
        process.stdout.write(`${await retentionCommand(database, config, args)}\n`);
      } finally {
        await database.close();
      }
    },
    'rewrap-keys': async () =>
      onKeys(config, async (keys) => {
        const count = await rewrapKeys(keys);
        return `${count} keys wrapped anew; all are under version ${keys.vault.newestVersion}`;
      }),
    /** What destroyed keys left on the disk goes with the old file of the table; the service does it as well, hourly. */
    'rewrite-keys': async () => {
      const database = await Database.open({
        url: ownersUrl({ ownerUrl: config.KEYS_OWNER_DATABASE_URL }),
        name: 'intake keys',
      });
      try {
        const whole = await rewriteKeys(database);
        process.stdout.write(
          whole
            ? 'the table of keys was written anew\n'
            : 'some destroyed keys stay in the file: end the transaction or backup that is older, and do it again\n',
        );
      } finally {
        await database.close();
      }
    },
  };
}

const readerOf = ({ KAFKA_BROKERS: brokers, TOPIC_PREFIX: topicPrefix }: Config) =>
  ({ service: 'intake', brokers, topicPrefix }) as const;

async function migrateKeys(url: string): Promise<void> {
  const database = await Database.open({ url, name: 'intake keys', migrations: keyMigrations });
  try {
    process.stdout.write(`migrated the keys: ${(await database.migrate()).length} steps\n`);
  } finally {
    await database.close();
  }
}

async function onKeys(config: Config, act: (keys: DataKeys) => Promise<string>): Promise<void> {
  const keys = await dataKeysOf(config);
  try {
    process.stdout.write(`${await act(keys)}\n`);
  } finally {
    await keys.onApplicationShutdown();
  }
}
