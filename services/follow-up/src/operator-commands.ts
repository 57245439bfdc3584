import { eraseWordsAgain, operatorCommands } from '@tuntas/messaging';
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
    'erase-again': eraseWordsAgain(url, reader, forgetWords),
  };
}
