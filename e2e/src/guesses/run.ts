import { join } from 'node:path';
import type { Flaw } from '@tuntas/testing/faults';
import { Ledger } from '@tuntas/testing/ledger';
import { Complainant, type Promised } from '../door/complainant.js';
import { Alarms } from '../faults/alarms.js';
import { Stage } from '../faults/stage.js';
import { Entrance } from './door.js';
import { Guesses, kinds } from './guessing.js';
import { Holders, latency } from './holders.js';

const COMPLAINTS = 50;
/** As services/intake/src/secrets/guessing.ts has them: at once, and again in each hour. */
const CALLERS_FAILURES = 30;
const EVERYBODYS_FAILURES = 10_000;
const HOUR_MS = 3_600_000;

/**
 * Guesses at the receipts of a platform of its own, through its entrance, while their holders come and go; prints what became
 * of it. @returns what went wrong, in sentences; nothing when every promise held
 */
export async function guessAtReceipts({ count, flaw }: { count: number; flaw: Flaw | undefined }): Promise<string[]> {
  const stage = await Stage.start({
    ...(flaw && { flaw }),
    environment: { TRUSTED_PROXIES: '127.0.0.1' },
    log: (line) => console.log(`  ${line}`),
  });
  try {
    const held = await told(stage);
    const entrance = new Entrance(stage.platform.addresses.services.portal);
    const [guesses, holders] = [new Guesses(entrance, held), new Holders(entrance, held)];
    const began = performance.now();
    const visiting = holders.visit();
    await guesses.throwAll(count);
    holders.leave();
    await visiting;
    const lasted = performance.now() - began;
    const alarms = (await new Alarms(stage.dataDir, ['intake']).raised()).get('intake receipts-guessed') ?? 0;
    print({ count, lasted, guesses, holders, alarms });
    return faultsIn({ lasted, guesses, holders, alarms });
  } finally {
    await stage.close({ keep: false });
  }
}

async function told(stage: Stage): Promise<Promised[]> {
  const ledger = await Ledger.open(join(stage.dataDir, 'guesses.jsonl'));
  const complainant = new Complainant(stage.platform.addresses.services.portal, ledger);
  const held: Promised[] = [];
  for (let at = 0; at < COMPLAINTS; at += 1) {
    const promised = await complainant.tell({ text: 'Jalan rusak', secret: at % 3 === 0, anonymous: at % 3 === 1 });
    if (promised) held.push(promised);
  }
  await ledger.close();
  return held;
}

interface Outcome {
  readonly lasted: number;
  readonly guesses: Guesses;
  readonly holders: Holders;
  readonly alarms: number;
}

/** What a budget lets through in this time, and those that were on the way when it was counted. */
const most = (failures: number, lasted: number): number => failures * (1 + lasted / HOUR_MS) + 1;

function faultsIn({ lasted, guesses, holders, alarms }: Outcome): string[] {
  const { fromOne, lookedUp, hits, strange, bodies } = guesses;
  const spent = guesses.fromMany.refused > 0 && lookedUp >= EVERYBODYS_FAILURES;
  const faults: [boolean, string][] = [
    [hits.length > 0, `${hits.length} guesses hit, the first by ${hits[0]?.split(':')[0]}`],
    [fromOne.lookedUp > most(CALLERS_FAILURES, lasted), `one caller had ${fromOne.lookedUp} guesses looked up`],
    [lookedUp > most(EVERYBODYS_FAILURES, lasted), `${lookedUp} guesses were looked up`],
    [holders.shutOut > 0, `holders were shut out ${holders.shutOut} times`],
    [Object.keys(strange).length > 0, `other answers came: ${JSON.stringify(strange)}`],
    [bodies[404].size > 1 || bodies[429].size > 1, 'refusals were not byte for byte alike'],
    [spent && alarms === 0, 'everybody’s budget was spent, and no alarm was raised'],
  ];
  return faults.flatMap(([is, says]) => (is ? [says] : []));
}

function print({ count, lasted, guesses, holders, alarms }: Outcome & { count: number }): void {
  const { sent, fromOne, fromMany, hits } = guesses;
  const rows: [string, string | number][] = [
    ['guesses', `${count} in ${(lasted / 1_000).toFixed(0)} s (${((1_000 * count) / lasted).toFixed(0)}/s)`],
    ...kinds.map((kind): [string, number] => [`– ${kind}`, sent[kind]]),
    ['hits', hits.length],
    ['from one address: looked up / refused', `${fromOne.lookedUp} / ${fromOne.refused}`],
    ['from 2,000 networks: looked up / refused', `${fromMany.lookedUp} / ${fromMany.refused}`],
    ['holders let in by the receipt alone', holders.byReceipt.length],
    ['– p50 / p99', latency(holders.byReceipt)],
    ['holders let in by both codes, when asked for them', holders.byBothCodes.length],
    ['– p50 / p99', latency(holders.byBothCodes)],
    ['holders shut out', holders.shutOut],
    ['alarms', alarms],
  ];
  console.log('\n| what | value |\n| ---- | ----- |');
  for (const [name, value] of rows) console.log(`| ${name} | ${value} |`);
}
