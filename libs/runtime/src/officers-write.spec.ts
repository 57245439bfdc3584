import { describe, expect, it } from 'vitest';
import { versionIn } from './officers-write.js';
import { statusOf, toProblem } from './problem.js';

const problemOf = (header: string | undefined): string => {
  try {
    return `taken as ${versionIn(header)}`;
  } catch (error) {
    const problem = toProblem(error);
    return `${statusOf(problem)} ${problem.code}`;
  }
};

describe('the version an officer saw', () => {
  it.each([
    ['"3"', 3],
    [' "41" ', 41],
    ['W/"7"', 7],
  ])('is read from %j', (header, version) => {
    expect(versionIn(header)).toBe(version);
  });

  it.each([undefined, ''])('is required: %j', (header) => {
    expect(problemOf(header)).toBe('428 version-required');
  });

  it.each(['3', '*', '"0"', '"-1"', '"3", "4"', '"3.5"', '"a"', '"1234567890"'])('is not in %j', (header) => {
    expect(problemOf(header)).toBe('400 version-invalid');
  });
});
