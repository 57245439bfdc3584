import type { Evidence } from './evidence.js';

/** What a check found against an invariant of bars.md. */
export interface Violation {
  readonly invariant: string;
  readonly says: string;
}

/** Looks at all evidence after everything has drained, and says what breaks one invariant. */
export interface Check {
  readonly invariant: string;
  /** One sentence: what holds when it finds nothing. */
  readonly promise: string;
  readonly find: (evidence: Evidence) => Promise<readonly string[]> | readonly string[];
  /** What breaks nothing and is to be known all the same. */
  readonly report?: (evidence: Evidence) => readonly string[];
}

/** How a check begins that found nothing because it could not look. */
export const COULD_NOT_RUN = 'the check could not run';

/** A verdict names a few examples of each kind; the count says how many there are. */
const MOST_EXAMPLES = 5;

export interface Verdict {
  readonly violations: readonly Violation[];
  /** How many things broke each invariant; 0 for those that hold. */
  readonly counts: Readonly<Record<string, number>>;
  /** What breaks nothing and is to be known all the same. */
  readonly reports: readonly string[];
}

/** Runs all checks; a check that cannot run is a violation too, never silence. */
export async function judge(evidence: Evidence, checks: readonly Check[]): Promise<Verdict> {
  const violations: Violation[] = [];
  const counts: Record<string, number> = {};
  for (const { invariant, find } of checks) {
    const found = await Promise.resolve(find(evidence)).catch((error: unknown) => [
      `${COULD_NOT_RUN}: ${String(error)}`,
    ]);
    counts[invariant] = (counts[invariant] ?? 0) + found.length;
    violations.push(...found.slice(0, MOST_EXAMPLES).map((says) => ({ invariant, says })));
  }
  return { violations, counts, reports: checks.flatMap(({ report }) => report?.(evidence) ?? []) };
}
