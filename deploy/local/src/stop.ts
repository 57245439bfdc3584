import { environment, localConfig } from './config.js';
import { stopPlatformOf } from './run-folder.js';
import { runMain } from './run-main.js';

/** `npm stop`: ends the platform of this folder, whoever started it, also when its starter was killed. */
await runMain(import.meta.url, async () => {
  const { dataDir } = localConfig(environment);
  const ran = await stopPlatformOf(dataDir);
  console.log(ran ? 'Stopped.' : 'Nothing of Tuntas runs here.');
});
