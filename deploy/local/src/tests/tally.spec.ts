import { describe, expect, it } from 'vitest';
import { table, tallyOf, verdict } from './tally.js';

const green = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

describe('the closing line of npm test', () => {
  it('sums all layers', () => {
    const tallies = [tallyOf('unit', green, 0, 1), tallyOf('int', { ...green, numPendingTests: 2 }, 0, 9)];
    expect(verdict(tallies)).toEqual({ ok: true, line: '6 passed, 0 failed, 2 skipped' });
  });

  it('counts what failed', () => {
    expect(verdict([tallyOf('unit', { ...green, numFailedTests: 2 }, 1, 1)])).toEqual({
      ok: false,
      line: '3 passed, 2 failed',
    });
  });

  it('stands under each failure with its file, its name and its reason', () => {
    const passed = { fullName: 'a lamp is off', status: 'passed', failureMessages: null };
    const red = { fullName: 'a lamp is on', status: 'failed', failureMessages: ['expected on, was off\n  at lamp.ts'] };
    const testResults = [
      { name: 'lamp.spec.ts', message: '', assertionResults: [passed, red] },
      { name: 'broken.spec.ts', message: 'cannot be loaded', assertionResults: [] },
    ];
    expect(tallyOf('unit', { ...green, numFailedTests: 1, testResults }, 1, 1).failures).toEqual([
      'lamp.spec.ts: a lamp is on\nexpected on, was off\n  at lamp.ts',
      'broken.spec.ts\ncannot be loaded',
    ]);
  });

  it('never looks green when a file could not be loaded', () => {
    expect(verdict([tallyOf('unit', green, 1, 1)])).toEqual({ ok: false, line: '3 passed, 1 failed' });
  });

  it('never looks green without a report', () => {
    expect(verdict([tallyOf('unit', undefined, 0, 1)])).toEqual({ ok: false, line: '0 passed, 1 failed' });
  });

  it('never looks green when nothing ran', () => {
    const nothing = tallyOf('unit', { ...green, numPassedTests: 0 }, 0, 1);
    expect(verdict([nothing])).toEqual({ ok: false, line: '0 passed, 0 failed' });
  });

  it('stands under a table with one row a layer', () => {
    expect(table([tallyOf('unit', green, 0, 1.4)])).toBe(
      'layer     passed  failed skipped    time\nunit           3       0       0     1 s',
    );
  });
});
