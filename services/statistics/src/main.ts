import 'reflect-metadata';
import { Messaging, operatorCommands } from '@tuntas/messaging';
import { readConfigOrExit, startService } from '@tuntas/runtime';
import { problemSentence } from '@tuntas/wording';
import { configSchema } from './config.js';
import { migrations } from './migrations/index.js';
import { rebuildCommand } from './rebuild/rebuild.js';
import { statistics } from './statistics.module.js';

const config = readConfigOrExit(configSchema);
const operator = operatorCommands(
  { url: config.DATABASE_URL, ownerUrl: config.OWNER_DATABASE_URL, name: 'statistics', migrations },
  { service: 'statistics', brokers: config.KAFKA_BROKERS, topicPrefix: config.TOPIC_PREFIX },
);

await startService({
  name: 'statistics',
  config,
  module: statistics(config),
  sentenceOf: problemSentence,
  strategies: (app) => [app.get(Messaging).transport],
  commands: { ...operator, rebuild: async (args) => rebuildCommand(config, args) },
});
