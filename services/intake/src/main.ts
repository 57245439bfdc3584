import 'reflect-metadata';
import { Messaging, operatorCommands } from '@tuntas/messaging';
import { readConfigOrExit, startService } from '@tuntas/runtime';
import { problemSentence } from '@tuntas/wording';
import { configSchema } from './config.js';
import { intake } from './intake.module.js';
import { migrations } from './migrations/index.js';

const config = readConfigOrExit(configSchema);

await startService({
  name: 'intake',
  config,
  module: intake(config),
  sentenceOf: problemSentence,
  strategies: (app) => [app.get(Messaging).transport],
  commands: operatorCommands(
    { url: config.DATABASE_URL, ownerUrl: config.OWNER_DATABASE_URL, name: 'intake', migrations },
    { service: 'intake', brokers: config.KAFKA_BROKERS, topicPrefix: config.TOPIC_PREFIX },
  ),
});
