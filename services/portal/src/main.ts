import 'reflect-metadata';
import { readConfigOrExit, startService } from '@tuntas/runtime';
import { problemSentence } from '@tuntas/wording';
import { loadAssets } from './assets.js';
import { configSchema } from './config.js';
import { migrate } from './migrations/migrate.js';
import { portal } from './portal.module.js';
import { door } from './http/door.js';

const config = readConfigOrExit(configSchema);
const assets = await loadAssets();

await startService({
  name: 'portal',
  config,
  module: portal({ config, assets }),
  sentenceOf: problemSentence,
  ...door({ config, assets }),
  trustedProxies: config.TRUSTED_PROXIES,
  commands: { migrate: async () => migrate(config.OWNER_DATABASE_URL) },
});
