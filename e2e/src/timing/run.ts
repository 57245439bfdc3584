import { guessFlaws, type Flaw } from '@tuntas/testing/faults';
import { Stage } from '../faults/stage.js';
import { refusalPaths } from './paths.js';
import { type Sampled, sampled } from './sampling.js';
import { compared, isEqual, KEPT, MOST_T } from './welch.js';

/** Ten thousand wrong receipts would meet a budget and be refused before they are looked up, which takes no time at all. */
const [withoutBudget] = guessFlaws;

/**
 * Times the refusals of a platform of its own, all paths at once, each over its own connection, and prints them as a table.
 * @returns which paths had kinds that differ, and in what
 */
export async function timeRefusals({ pairs, flaw }: { pairs: number; flaw: Flaw | undefined }): Promise<Differing> {
  const planted = flaw ?? withoutBudget;
  const stage = await Stage.start({ ...(planted && { flaw: planted }), log: (line) => console.log(`  ${line}`) });
  try {
    const paths = await refusalPaths(stage.platform.addresses);
    const all = await Promise.all(paths.map(async (path) => sampled(path, pairs)));
    return printed(all);
  } finally {
    await stage.close({ keep: false });
  }
}

/** The paths whose two kinds are not alike. */
export interface Differing {
  readonly inTime: readonly string[];
  readonly inBytes: readonly string[];
}

const digits = (value: number, places = 3): string => value.toFixed(places);

function printed(all: readonly Sampled[]): Differing {
  console.log(
    `\n| path | kinds | pairs | means, ms | t | means without the slowest ${Math.round(100 - 100 * KEPT)} %, ms | t | bytes |`,
  );
  console.log('| ---- | ----- | ----: | --------: | -: | --------: | -: | ----- |');
  const differing = { inTime: [] as string[], inBytes: [] as string[] };
  for (const { path, times, answers } of all) {
    const found = compared(...times);
    const name = `${path.name} (${path.kinds.join(' / ')})`;
    if (!isEqual(found)) differing.inTime.push(name);
    if (answers.size > 1) differing.inBytes.push(name);
    const row = [
      path.name,
      path.kinds.join(' / '),
      String(found.pairs),
      found.means.map((value) => digits(value)).join(' / '),
      digits(found.t, 2),
      found.croppedMeans.map((value) => digits(value)).join(' / '),
      digits(found.croppedT, 2),
      answers.size === 1 ? 'equal' : `${answers.size} answers`,
    ];
    console.log(`| ${row.join(' | ')} |`);
  }
  console.log(`\nin time (|t| ≥ ${MOST_T}) differ: ${differing.inTime.join(', ') || 'none'}`);
  console.log(`in bytes differ: ${differing.inBytes.join(', ') || 'none'}`);
  return differing;
}
