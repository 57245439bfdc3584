import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAsked, requirements } from './asvs-requirements.js';

export const PAGE = join('docs', 'security', 'asvs.md');

const states = ['met', 'not applicable', 'not met'] as const;
type State = (typeof states)[number];

/** A row: `| 1.2.4 | 1 | what it asks | met | by which test, or why not |`. */
interface Row {
  readonly id: string;
  readonly level: number;
  readonly state: string;
  readonly why: string;
}

/** A reason is a sentence, however short. */
const FEWEST_CHARACTERS = 15;

export interface Verdict {
  readonly faults: readonly string[];
  readonly counts: Readonly<Record<State, number>>;
}

/**
 * What is wrong with the table of requirements, and how many are met: each requirement that is asked has one row, with the
 * standard's number and level; what is met names a file, every file that is named is there, all else says why.
 */
export function judgeTable(page: string, files: readonly string[]): Verdict {
  const rows = rowsOf(page);
  const times = new Map<string, number>();
  for (const { id } of rows) times.set(id, (times.get(id) ?? 0) + 1);
  const missing = [...requirements.keys()].filter((id) => isAsked(id) && !times.has(id));
  return {
    faults: [
      ...missing.map((id) => `${id} has no row`),
      ...[...times].filter(([, count]) => count > 1).map(([id]) => `${id} has more than one row`),
      ...rows.flatMap((row) => faultsOf(row, files).map((fault) => `${row.id}: ${fault}`)),
    ],
    counts: Object.fromEntries(
      states.map((state) => [state, rows.filter((row) => row.state === state).length]),
    ) as Record<State, number>,
  };
}

function rowsOf(page: string): Row[] {
  const cells = page
    .split('\n')
    .filter((line) => /^\| *\d+\.\d+\.\d+ *\|/.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  return cells.map(([, id = '', level, , state = '', why = '']) => ({ id, level: Number(level), state, why }));
}

function faultsOf({ id, level, state, why }: Row, files: readonly string[]): string[] {
  const named = [...why.matchAll(/`([\w./-]+\.(?:tsx?|md|json|yml|mjs|dockerignore)|Dockerfile)`/g)].map(
    ([, file = '']) => file,
  );
  const gone = named.filter((file) => !files.some((one) => one === file || one.endsWith(`/${file}`)));
  const known = states.some((one) => one === state);
  return [
    ...(requirements.get(id) === level
      ? []
      : [`is of level ${requirements.get(id) ?? 'none, it is not in ASVS 5.0.0'}`]),
    ...(known ? [] : [`is "${state}", which is none of ${states.join(', ')}`]),
    ...(state === 'met' && named.length === 0 ? ['is met, and no file shows it'] : []),
    ...(state !== 'met' && why.length < FEWEST_CHARACTERS ? ['says no reason'] : []),
    ...gone.map((file) => `names ${file}, which is not there`),
  ];
}

/** The table of the repository at `folder`. */
export function judgeAsvs(folder: string): Verdict {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  const files = listed.split('\0').filter((file) => file !== '' && existsSync(join(folder, file)));
  return judgeTable(readFileSync(join(folder, PAGE), 'utf8'), files);
}
