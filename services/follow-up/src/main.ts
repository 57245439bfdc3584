import 'reflect-metadata';
import { Messaging } from '@tuntas/messaging';
import { readConfigOrExit, startService } from '@tuntas/runtime';
import { problemSentence } from '@tuntas/wording';
import { configSchema } from './config.js';
import { takeDecrees } from './http/csv-body.js';
import { followUp } from './follow-up.module.js';
import { followUpCommands } from './operator-commands.js';

const config = readConfigOrExit(configSchema);

await startService({
  name: 'follow-up',
  config,
  module: followUp(config),
  sentenceOf: problemSentence,
  prepare: takeDecrees,
  strategies: (app) => [app.get(Messaging).transport],
  commands: followUpCommands(config),
});
