import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runMain } from '@tuntas/local';
import { benches } from './benches/all.js';
import { Ground } from './ground/ground.js';
import { settings } from './ground/settings.js';
import type { Bench } from './method/bench.js';
import { judge, type Judged, verdictOf } from './method/judge.js';

/** `npm run bench [-- P2 P5 …]`: each prints a ratio to a raw baseline of the same run; see docs/benchmarks.md. */
await runMain(import.meta.url, async () => {
  const chosen = choose(process.argv.slice(2).map((id) => id.toUpperCase()));
  const needed = [...new Set(chosen.flatMap(({ needs }) => needs))];
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort(signal));
  const ground = await Ground.start(needed, { log: (line) => console.error(line), signal: asked.signal });
  // The platform's processes have groups of their own: whoever ends this program must not leave them behind.
  asked.signal.addEventListener('abort', () => void breakOff(ground));
  const judged: Judged[] = [];
  try {
    const found = await settings(ground);
    for (const [name, value] of Object.entries(found)) console.log(`${name}: ${value}`);
    for (const bench of chosen) {
      await ground.only(bench.needs);
      const one = await judge(bench, ground);
      console.log(one.line);
      judged.push(one);
    }
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

function choose(ids: readonly string[]): readonly Bench[] {
  const unknown = ids.filter((id) => !benches.some((bench) => bench.id === id));
  if (unknown.length > 0) {
    throw new Error(`There is no bench ${unknown.join(', ')}; there are ${benches.map(({ id }) => id).join(', ')}.`);
  }
  return benches.filter(({ id }) => ids.length === 0 || ids.includes(id));
}

/** A copy to compare later runs with; git does not know it. */
function keep(run: { readonly at: string; readonly settings: object; readonly benches: readonly Judged[] }): void {
  const folder = join(root, 'benchmarks/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${run.at.replaceAll(':', '-')}.json`), `${JSON.stringify(run, undefined, 2)}\n`);
}
