import 'reflect-metadata';
import { Messaging, operatorCommands } from '@tuntas/messaging';
import { readConfigOrExit, startService } from '@tuntas/runtime';
import { problemSentence } from '@tuntas/wording';
import { configSchema } from './config.js';
import { migrations } from './migrations/index.js';
import { notification } from './notification.module.js';

const config = readConfigOrExit(configSchema);

await startService({
  name: 'notification',
  config,
  module: notification(config),
  sentenceOf: problemSentence,
  strategies: (app) => [app.get(Messaging).transport],
  commands: operatorCommands(
    { url: config.DATABASE_URL, ownerUrl: config.OWNER_DATABASE_URL, name: 'notification', migrations },
    { service: 'notification', brokers: config.KAFKA_BROKERS, topicPrefix: config.TOPIC_PREFIX },
  ),
});
