/** What came of one layer: of the checks, or of the tests with one suffix. */
export interface Tally {
  readonly layer: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  /** What failed and why: told once more below all layers, where somebody who reads only the end of a log finds it. */
  readonly failures: readonly string[];
}

/** The part of Vitest's JSON report that is read here. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** As many lines of a failure as say what was expected and what came. */
const LINES_PER_FAILURE = 30;

/**
 * Counts one run of Vitest. A run that ended badly without a failed test – a file that cannot be loaded, an error that
 * nobody caught, no report at all – counts as one failure: it must never look green.
 */
export function tallyOf(layer: string, report: Report | undefined, exitCode: number, seconds: number): Tally {
  const failed = report?.numFailedTests ?? 0;
  const wentWrong = exitCode !== 0 || report === undefined;
  return {
    layer,
    passed: report?.numPassedTests ?? 0,
    failed: wentWrong ? Math.max(failed, 1) : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    seconds,
    failures: report ? failuresIn(report) : [],
  };
}

/** The failed tests, and the files that could not be loaded, with the first lines of their messages. */
function failuresIn({ testResults }: Report): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message === '' ? [] : [shortened(`${name}\n${message}`)]),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => shortened([`${name}: ${test.fullName}`, ...(test.failureMessages ?? [])].join('\n'))),
  ]);
}

function shortened(text: string): string {
  return text.split('\n').slice(0, LINES_PER_FAILURE).join('\n');
}

/** The closing line, and whether all is well: nothing failed and something ran. */
export function verdict(tallies: readonly Tally[]): { readonly ok: boolean; readonly line: string } {
  const sum = (what: 'passed' | 'failed' | 'skipped') => tallies.reduce((total, tally) => total + tally[what], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  return {
    ok: sum('failed') === 0 && sum('passed') > 0,
    line: `${sum('passed')} passed, ${sum('failed')} failed${skipped}`,
  };
}

/** A small table, one row a layer. */
export function table(tallies: readonly Tally[]): string {
  const rows = tallies.map(({ layer, passed, failed, skipped, seconds }) =>
    [
      layer.padEnd(8),
      ...[passed, failed, skipped].map((n) => String(n).padStart(8)),
      `${seconds.toFixed(0)} s`.padStart(8),
    ].join(''),
  );
  const head = ['layer'.padEnd(8), ...['passed', 'failed', 'skipped', 'time'].map((word) => word.padStart(8))].join('');
  return [head, ...rows].join('\n');
}
