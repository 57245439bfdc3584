import 'reflect-metadata';
import { Messaging } from '@tuntas/messaging';
import { readConfigOrExit, startService } from '@tuntas/runtime';
import { problemSentence } from '@tuntas/wording';
import { configSchema } from './config.js';
import { intake } from './intake.module.js';
import { intakeCommands } from './operator-commands.js';

const config = readConfigOrExit(configSchema);

await startService({
  name: 'intake',
  config,
  module: intake(config),
  sentenceOf: problemSentence,
  strategies: (app) => [app.get(Messaging).transport],
  commands: intakeCommands(config),
});
