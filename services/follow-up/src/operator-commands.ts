import { operatorCommands, readErasures } from '@tuntas/messaging';
import { Database } from '@tuntas/postgres';
import type { Config } from './config.js';
import { migrations } from './migrations/index.js';
import { forgetWords } from './store/erased-words.store.js';

type Commands = ReturnType<typeof operatorCommands>;

/** What an operator can do with follow-up besides what every service knows; see docs/operations. */
export function followUpCommands({
  DATABASE_URL: url,
  OWNER_DATABASE_URL: ownerUrl,
  KAFKA_BROKERS: brokers,
  TOPIC_PREFIX: topicPrefix,
}: Pick<Config, 'DATABASE_URL' | 'OWNER_DATABASE_URL' | 'KAFKA_BROKERS' | 'TOPIC_PREFIX'>): Commands {
  const reader = { service: 'follow-up', brokers, topicPrefix } as const;
  return {
    ...operatorCommands({ url, ownerUrl, name: 'follow-up', migrations }, reader),
    /** The step of every restore, before anybody is served: see docs/operations/keys.md. */
    'erase-again': async () => {
      const { words } = await readErasures(reader);
      const database = await Database.open({ url, name: 'follow-up' });
      try {
        await database.transaction(async (sql) =>
          forgetWords(
            words.map(({ complaintId }) => complaintId),
            sql,
          ),
        );
      } finally {
        await database.close();
      }
      process.stdout.write(`the words of ${words.length} complaints are erased\n`);
    },
  };
}
