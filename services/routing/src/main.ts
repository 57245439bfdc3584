import 'reflect-metadata';
import { Messaging } from '@tuntas/messaging';
import { startService } from '@tuntas/runtime';
import { config } from './config.js';
import { migrate } from './migrate.js';
import { routing } from './routing.module.js';

const settings = config();

await startService({
  name: 'routing',
  config: settings,
  module: routing(settings),
  strategies: (app) => [app.get(Messaging).transport],
  commands: { migrate: async () => migrate(settings.DATABASE_URL) },
});
