import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runMain } from '@tuntas/local';
import { benches, growingBenches } from './benches/all.js';
import { Ground } from './ground/ground.js';
import { settings } from './ground/settings.js';
import { judgeGrowing } from './method/growing.js';
import { judge, type Judged, verdictOf } from './method/judge.js';
import { Stock, stockedServices } from './stock/stock.js';

/** Fewer only while a bench is written: their figures are no figures. */
const MOST_COMPLAINTS = Number(process.env['BENCH_MOST_COMPLAINTS'] ?? 1_000_000);

/** `npm run bench [-- P2 P5 …]`: each prints a ratio to a raw baseline of the same run; see docs/benchmarks.md. */
await runMain(import.meta.url, async () => {
  const asked = demandKnown(process.argv.slice(2).map((id) => id.toUpperCase()));
  const [chosen, growing] = [chosenOf(benches, asked), chosenOf(growingBenches, asked)];
  const stocked = growing.length > 0 ? stockedServices : [];
  const needed = [...new Set([...stocked, ...[...chosen, ...growing].flatMap(({ needs }) => needs)])];
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.abort(signal));
  const ground = await Ground.start(needed, { log: (line) => console.error(line), signal: stopped.signal });
  // The platform's processes have groups of their own: whoever ends this program must not leave them behind.
  stopped.signal.addEventListener('abort', () => void breakOff(ground));
  const judged: Judged[] = [];
  try {
    const found = await settings(ground);
    for (const [name, value] of Object.entries(found)) console.log(`${name}: ${value}`);
    for (const bench of chosen) {
      await ground.only(bench.needs);
      judged.push(said(await judge(bench, ground)));
    }
    // Last, for they leave a million complaints behind.
    if (growing.length > 0)
      judged.push(...(await judgeGrowing(growing, ground, new Stock(ground), MOST_COMPLAINTS)).map(said));
    keep({ at: new Date().toISOString(), settings: found, benches: judged });
  } finally {
    await ground.end();
  }
  const verdict = verdictOf(judged);
  console.log(verdict.line);
  if (!verdict.holds) process.exitCode = 1;
});

async function breakOff(ground: Ground): Promise<void> {
  console.log('bench: SHORT – stopped before its end');
  await ground.end().catch(() => undefined);
  process.exit(1);
}

function said(one: Judged): Judged {
  console.log(one.line);
  return one;
}

function demandKnown(ids: readonly string[]): readonly string[] {
  const all = [...benches, ...growingBenches];
  const unknown = ids.filter((id) => chosenOf(all, [id]).length === 0);
  if (unknown.length === 0) return ids;
  throw new Error(`There is no bench ${unknown.join(', ')}; there are ${all.map(({ id }) => id).join(', ')}.`);
}

/** `P18` names `P18-SWEEP` as well. */
function chosenOf<One extends { readonly id: string }>(all: readonly One[], ids: readonly string[]): readonly One[] {
  return all.filter(({ id }) => ids.length === 0 || ids.some((asked) => id === asked || id.startsWith(`${asked}-`)));
}

/** A copy to compare later runs with; git does not know it. */
function keep(run: { readonly at: string; readonly settings: object; readonly benches: readonly Judged[] }): void {
  const folder = join(root, 'benchmarks/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${run.at.replaceAll(':', '-')}.json`), `${JSON.stringify(run, undefined, 2)}\n`);
}
