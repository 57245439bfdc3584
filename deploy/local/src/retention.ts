import { askService } from './ask-service.js';
import { environment, localConfig } from './config.js';
import { runMain } from './run-main.js';
import { runningPlatform } from './run-folder.js';
import { Trouble } from './trouble.js';

const USAGE = 'Use npm run retention -- --dry-run [--on 2027-02-01]. What is over ends by itself, at night.';

/** `npm run retention -- --dry-run`: what of the running platform's complaints ends by a day, without ending it. */
await runMain(import.meta.url, async () => {
  const words = process.argv.slice(2);
  if (!words.includes('--dry-run')) throw new Trouble('Nothing was done', 'only a dry run is asked for here', USAGE);
  const platform = runningPlatform(localConfig(environment).dataDir);
  if (platform === undefined) throw new Trouble('No dry run', 'Tuntas does not run here', 'Start it with npm start.');
  const { code, output } = await askService('intake', platform, ['retention', ...words]);
  if (code !== 0) throw new Trouble('No dry run', 'intake did not take these words', USAGE);
  console.log(output.trimEnd());
});
