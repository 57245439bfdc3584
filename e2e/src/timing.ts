import { parseArgs } from 'node:util';
import { runMain, Trouble } from '@tuntas/local';
import { type Flaw, timingFlaws } from '@tuntas/testing/faults';
import { wholeNumber } from './options.js';
import { timeRefusals } from './timing/run.js';

const USAGE = 'npm run timing -- [--pairs 10000] [--flaw refusals-that-leak-a-millisecond]';

/** Below, the statistic says nothing. */
const whole = wholeNumber('No timing', USAGE, 100);

function flawNamed(name: string | undefined): Flaw | undefined {
  if (name === undefined) return undefined;
  const flaw = timingFlaws.find((one) => one.name === name);
  if (!flaw)
    throw new Trouble('No flaw', `${name} is none`, `There are: ${timingFlaws.map((one) => one.name).join(', ')}.`);
  return flaw;
}

/** `npm run timing`: exits 1 when refusals differ – and, with a planted flaw, when their times do not. */
await runMain(import.meta.url, async () => {
  const { values } = parseArgs({ options: { pairs: { type: 'string' }, flaw: { type: 'string' } } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const flaw = flawNamed(values.flaw);
  const { inTime, inBytes } = await timeRefusals({ pairs: whole('--pairs', values.pairs, 10_000), flaw });
  if (flaw) console.log(`${inTime.length === 0 ? 'missed' : 'caught'}: ${flaw.says}`);
  const differ = inTime.length > 0;
  if (differ !== (flaw !== undefined) || inBytes.length > 0) process.exitCode = 1;
});
