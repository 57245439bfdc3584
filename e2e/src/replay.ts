import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Addresses,
  environment,
  freePort,
  localConfig,
  root,
  runMain,
  runningPlatform,
  startPlatform,
  type Platform,
  Trouble,
} from '@tuntas/local';
import { Complainant } from './door/complainant.js';
import { Ledger } from '@tuntas/testing/ledger';
import { Replay } from './replay/replay.js';

const SHIPPED = join(root, 'e2e', 'data', 'complaints-200.csv');

interface Asked {
  readonly file: string;
  readonly limit: number;
  readonly rate: number;
}

function asked(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { limit: { type: 'string' }, rate: { type: 'string' } },
  });
  const file = positionals[0] ? resolve(positionals[0]) : SHIPPED;
  if (!existsSync(file))
    throw new Trouble('No replay', `${file} does not exist`, 'Name a CSV file, or none for the shipped one.');
  return { file, limit: positive('--limit', values.limit, Infinity), rate: positive('--rate', values.rate, 50) };
}

function positive(name: string, text: string | undefined, standard: number): number {
  const number = text === undefined ? standard : Number(text);
  if (number > 0) return number;
  throw new Trouble('No replay', `${name} ${text} is no positive number`, `Give ${name} a number such as 50.`);
}

/** Uses the platform that runs here; else starts one of its own, in a folder that is left for a look afterwards. */
async function platform(): Promise<{ addresses: Addresses; own?: Platform }> {
  const running = runningPlatform(localConfig(environment).dataDir);
  if (running) return { addresses: running };
  const dataDir = await mkdtemp(join(tmpdir(), 'tuntas-replay-'));
  console.log(`No platform runs here: starting one in ${dataDir}.`);
  const own = await startPlatform({ dataDir, firstPort: await freeBlock(), log: (line) => console.log(`  ${line}`) });
  return { addresses: own.addresses, own };
}

/** A block of ports that nobody uses; the highest number in it is the first plus 432. */
async function freeBlock(): Promise<number> {
  const port = await freePort();
  return port > 60_000 ? port - 20_000 : port;
}

await runMain(import.meta.url, async () => {
  const { file, limit, rate } = asked(process.argv.slice(2));
  const { addresses, own } = await platform();
  try {
    const ledger = await Ledger.open(join(addresses.dataDir, `replay-${Date.now()}.jsonl`));
    const officesPath = join(dirname(file), 'office-to-function.csv');
    const complainant = new Complainant(addresses.services.portal, ledger);
    const replay = new Replay({ addresses, complainant, ledger, ...(own ? { own } : {}) });
    const holds = await replay.run({ file, limit, rate, ...(existsSync(officesPath) ? { officesPath } : {}) });
    await ledger.close();
    if (!holds) process.exitCode = 1;
  } finally {
    await own?.stop();
  }
});
