import { parseArgs } from 'node:util';
import { runMain } from '@tuntas/local';
import { runYear } from './year/year.js';
import { wholeNumber } from './options.js';

const USAGE = 'npm run year -- [--days 365] [--complaints 5000] [--kills 200] [--seed 1]';

const whole = wholeNumber('No year', USAGE, 0);

/** `npm run year`: lives a year day by day on a platform of its own, and exits 1 when it broke a promise. */
await runMain(import.meta.url, async () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      days: { type: 'string' },
      complaints: { type: 'string' },
      kills: { type: 'string' },
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const holds = await runYear({
    seed: whole('--seed', values.seed, 1),
    days: whole('--days', values.days, 365),
    complaints: whole('--complaints', values.complaints, 5_000),
    kills: whole('--kills', values.kills, 200),
  });
  if (!holds) process.exitCode = 1;
});
