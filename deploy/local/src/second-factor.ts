import { demoSecrets } from './secrets.js';
import { environment, localConfig } from './config.js';
import { secondFactorOf } from './provider/factors.js';
import { runMain } from './run-main.js';
import { runningPlatform } from './run-folder.js';
import { Trouble } from './trouble.js';

/** Prints the six digits that an authenticator app would show now; for one's own machine. */
await runMain(import.meta.url, async () => {
  const platform = runningPlatform(localConfig(environment).dataDir);
  if (platform === undefined) throw new Trouble('No code', 'Tuntas does not run here', 'Start it with npm start.');
  console.log(secondFactorOf(await demoSecrets(platform.secretsDir)).generate());
});
