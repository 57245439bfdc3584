import 'reflect-metadata';
import { eraseWords, eraseWordsAgain, Messaging, operatorCommands, ownersUrl } from '@tuntas/messaging';
import { startService } from '@tuntas/runtime';
import { appoint } from './appoint.js';
import { config } from './config.js';
import { takeTables } from './http/table-file.js';
import { migrate, migrations } from './migrate.js';
import { routing } from './routing.module.js';

const settings = config();
const reader = { service: 'routing', brokers: settings.KAFKA_BROKERS, topicPrefix: settings.TOPIC_PREFIX } as const;
const operator = operatorCommands(
  { url: settings.DATABASE_URL, ownerUrl: settings.OWNER_DATABASE_URL, name: 'routing', migrations },
  reader,
);

await startService({
  name: 'routing',
  config: settings,
  module: routing(settings),
  prepare: takeTables,
  strategies: (app) => [app.get(Messaging).transport],
  commands: {
    ...operator,
    migrate: async () => migrate(ownersUrl({ ownerUrl: settings.OWNER_DATABASE_URL })),
    'erase-again': eraseWordsAgain(settings.DATABASE_URL, reader, eraseWords),
    appoint: async (args) => appoint(settings.DATABASE_URL, args),
  },
});
