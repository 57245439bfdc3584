import type { Measure, Sums } from './cells.js';
import type { Definition } from './definitions.js';

/** Below this a number with a confidential complaint in it could point at a person (domain.md §5). */
const FEWEST_SHOWN = 5;

/** Sums of a period: complaints that everybody may know of, and those that are secret or supervisory. */
export interface Counts {
  readonly open: Sums;
  readonly confidential: Sums;
}

/** A figure as it is shown; null where a small number is withheld, or nothing is there to divide by. */
export interface Figure {
  readonly n: number | null;
  readonly value: number | null;
  readonly withheld: boolean;
  readonly parts?: readonly { readonly key: string; readonly n: number | null }[];
}

/** Works out one figure. What is withheld cannot be found by subtracting what is shown beside it. */
export function figureOf({ n, value, unit, parts }: Definition, counts: Counts): Figure {
  const [about, counted] = [total(n, counts), total(value, counts)];
  const rest = { all: about.all - counted.all, confidential: about.confidential - counted.confidential };
  const withheld = isSmall(about) || (unit === 'share' && (isSmall(counted) || isSmall(rest)));
  const shown = { n: isSmall(about) ? null : about.all, withheld };
  if (parts) {
    const cells = withhold(parts.map(({ key, measures }) => ({ key, ...total(measures, counts) })));
    const anyWithheld = withheld || cells.some((cell) => cell.n === null);
    // A value that is one of the parts would give away what the parts withhold.
    const ofAll = counted.all === about.all;
    return {
      ...shown,
      withheld: anyWithheld,
      value: anyWithheld && !ofAll ? null : shown.n && counted.all,
      parts: cells,
    };
  }
  if (withheld) return { ...shown, value: null };
  if (unit === 'complaints') return { ...shown, value: counted.all };
  return { ...shown, value: about.all === 0 ? null : counted.all / about.all };
}

interface Total {
  readonly all: number;
  readonly confidential: number;
}

function total(measures: readonly Measure[], { open, confidential }: Counts): Total {
  const ofConfidential = measures.reduce((sum, measure) => sum + confidential[measure], 0);
  return {
    all: measures.reduce((sum, measure) => sum + open[measure], ofConfidential),
    confidential: ofConfidential,
  };
}

const isSmall = ({ all, confidential }: Total): boolean => confidential > 0 && all < FEWEST_SHOWN;

/** Withholds small parts; a single one takes the smallest other with it, or the total would give it away. */
function withhold(parts: readonly (Total & { readonly key: string })[]): { key: string; n: number | null }[] {
  const hidden = new Set(parts.filter(isSmall).map(({ key }) => key));
  if (hidden.size === 1) {
    const others = parts.filter(({ key, all }) => !hidden.has(key) && all > 0).toSorted((a, b) => a.all - b.all);
    if (others[0]) hidden.add(others[0].key);
  }
  return parts.map(({ key, all }) => ({ key, n: hidden.has(key) ? null : all }));
}
