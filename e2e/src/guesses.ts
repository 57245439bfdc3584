import { parseArgs } from 'node:util';
import { runMain, Trouble } from '@tuntas/local';
import { type Flaw, guessFlaws } from '@tuntas/testing/faults';
import { guessAtReceipts } from './guesses/run.js';
import { wholeNumber } from './options.js';

const USAGE = 'npm run guesses -- [--count 1000000] [--flaw receipt-by-its-beginning]';

/** Fewer do not spend everybody's budget. */
const whole = wholeNumber('No guesses', USAGE, 1_000);

function flawNamed(name: string | undefined): Flaw | undefined {
  if (name === undefined) return undefined;
  const flaw = guessFlaws.find((one) => one.name === name);
  if (!flaw)
    throw new Trouble('No flaw', `${name} is none`, `There are: ${guessFlaws.map((one) => one.name).join(', ')}.`);
  return flaw;
}

/** `npm run guesses`: exits 1 when a promise was broken – and, with a planted flaw, when none was. */
await runMain(import.meta.url, async () => {
  const { values } = parseArgs({ options: { count: { type: 'string' }, flaw: { type: 'string' } } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const flaw = flawNamed(values.flaw);
  const faults = await guessAtReceipts({ count: whole('--count', values.count, 1_000_000), flaw });
  console.log(`\n${faults.length === 0 ? 'every promise held' : faults.join('; ')}`);
  if (flaw) console.log(`${faults.length === 0 ? 'missed' : 'caught'}: ${flaw.says}`);
  if ((faults.length === 0) !== (flaw === undefined)) process.exitCode = 1;
});
