import { parseArgs } from 'node:util';
import { runMain, Trouble } from '@tuntas/local';
import { lifeFlaws } from '@tuntas/testing/faults';
import { runLives } from './lives/run.js';
import { wholeNumber } from './options.js';

const TRIES = 40;
const USAGE = 'npm run lives -- [--lives 200] [--happenings 40] [--seed 1] [--flaw name]';

const whole = wholeNumber('No lives', USAGE, 0);

/** `npm run lives`: random lives on a platform of its own; exits 1, with the shortest one, when one broke a promise. */
await runMain(import.meta.url, async () => {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ options: { lives: option, happenings: option, seed: option, flaw: option } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const flaw = lifeFlaws.find(({ name }) => name === values.flaw);
  if (values.flaw !== undefined && !flaw) {
    const names = lifeFlaws.map(({ name }) => name).join(', ');
    throw new Trouble('No flaw', `${values.flaw} is none`, `There are: ${names}.`);
  }
  const found = await runLives({
    lives: whole('--lives', values.lives, 200),
    happenings: whole('--happenings', values.happenings, 40),
    seed: whole('--seed', values.seed, 1),
    tries: TRIES,
    ...(flaw && { flaw }),
  });
  if (found) process.exitCode = 1;
});
