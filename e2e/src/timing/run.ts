import { guessFlaws, type Flaw } from '@tuntas/testing/faults';
import { Stage } from '../faults/stage.js';
import { refusalPaths } from './paths.js';
import { type Sampled, sampled } from './sampling.js';
import { compared, isEqual, KEPT, MOST_T } from './welch.js';

/** Ten thousand wrong receipts would meet a budget and be refused before they are looked up, which takes no time at all. */
const [withoutBudget] = guessFlaws;

/**
 * Times the refusals of a platform of its own, all paths at once, each over its own connection, and prints them as a table.
 * @returns whether the kinds of each path were alike, in bytes and in time
 */
export async function timeRefusals({ pairs, flaw }: { pairs: number; flaw: Flaw | undefined }): Promise<boolean> {
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

const digits = (value: number, places = 3): string => value.toFixed(places);

function printed(all: readonly Sampled[]): boolean {
  console.log(
    `\n| path | kinds | pairs | means, ms | t | means without the slowest ${Math.round(100 - 100 * KEPT)} %, ms | t | bytes |`,
  );
  console.log('| ---- | ----- | ----: | --------: | -: | --------: | -: | ----- |');
  let alike = true;
  for (const { path, times, answers } of all) {
    const found = compared(...times);
    alike &&= isEqual(found) && answers.size === 1;
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
  console.log(`\nrefusals ${alike ? `alike: every |t| < ${MOST_T}, every answer equal` : 'NOT alike'}`);
  return alike;
}
