import 'reflect-metadata';
import { Messaging, operatorCommands } from '@tuntas/messaging';
import { readConfigOrExit, startService } from '@tuntas/runtime';
import { problemSentence } from '@tuntas/wording';
import { configSchema } from './config.js';
import { takeDecrees } from './http/csv-body.js';
import { followUp } from './follow-up.module.js';
import { migrations } from './migrations/index.js';

const config = readConfigOrExit(configSchema);

await startService({
  name: 'follow-up',
  config,
  module: followUp(config),
  sentenceOf: problemSentence,
  prepare: takeDecrees,
  strategies: (app) => [app.get(Messaging).transport],
  commands: operatorCommands(
    { url: config.DATABASE_URL, ownerUrl: config.OWNER_DATABASE_URL, name: 'follow-up', migrations },
    { service: 'follow-up', brokers: config.KAFKA_BROKERS, topicPrefix: config.TOPIC_PREFIX },
  ),
});
