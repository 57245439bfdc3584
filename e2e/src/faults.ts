import { parseArgs } from 'node:util';
import { runMain, Trouble } from '@tuntas/local';
import { runCampaign } from './faults/campaign.js';
import { catchNamed } from './faults/catch.js';
import { wholeNumber } from './options.js';

const USAGE = 'npm run faults -- --seed 1 --kills 200 [--from K] [--hours H], or --flaw NAME[,NAME]|all';
const STANDARD_KILLS = 20;

const whole = wholeNumber('No faults', USAGE, 1);

/** `npm run faults`: breaks a platform of its own on purpose, and exits 1 when it broke a promise. */
await runMain(import.meta.url, async () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      kills: { type: 'string' },
      from: { type: 'string' },
      hours: { type: 'string' },
      flaw: { type: 'string' },
    },
  });
  // Whatever this process has started is asked to end when it exits.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      console.log(`Ended by ${signal} half-way: nothing is proven.`);
      process.exit(1);
    });
  }
  const seed = whole('--seed', values.seed, 1);
  if (values.flaw !== undefined) {
    const caught = await catchNamed(values.flaw, seed);
    if (!caught) process.exitCode = 1;
    return;
  }
  const hours = values.hours === undefined ? undefined : Number(values.hours);
  if (hours !== undefined && !(hours > 0)) throw new Trouble('No faults', `--hours ${values.hours} is no time`, USAGE);
  const holds = await runCampaign({
    seed,
    kills: whole('--kills', values.kills, STANDARD_KILLS),
    from: whole('--from', values.from, 1),
    ...(hours === undefined ? {} : { hours }),
  });
  if (!holds) process.exitCode = 1;
});
