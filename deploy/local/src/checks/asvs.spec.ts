import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../config.js';
import { isAsked, requirements } from './asvs-requirements.js';
import { judgeAsvs, judgeTable, PAGE } from './asvs.js';

describe('the requirements of ASVS 5.0.0', () => {
  it('are as many as the standard has, of each level', () => {
    const ofLevel = (level: number) => [...requirements.values()].filter((one) => one === level).length;
    expect([1, 2, 3].map(ofLevel)).toEqual([70, 183, 92]);
  });

  it('are asked up to level 2, and to level 3 where a weakness can put somebody in danger', () => {
    expect(['1.2.4', '1.1.1', '8.3.2', '11.2.4', '13.3.3'].map(isAsked)).toEqual([true, true, true, true, true]);
    expect(['1.5.3', '13.2.6', '99.1.1'].map(isAsked)).toEqual([false, false, false]);
  });
});

describe('the table', () => {
  const page = readFileSync(join(root, PAGE), 'utf8');
  const files = ['libs/runtime/src/app.spec.ts'];
  const row = (line: string): string[] =>
    judgeTable(line, files).faults.filter((fault) => fault.startsWith('1.2.4') && fault !== '1.2.4 has no row');

  it('answers for every requirement that is asked, by files that are there or a reason', () => {
    const { faults, counts } = judgeAsvs(root);
    expect(faults).toEqual([]);
    expect(counts.met).toBeGreaterThan(counts['not met']);
    const asked = [...requirements.keys()].filter(isAsked).length;
    expect(counts.met + counts['not applicable'] + counts['not met']).toBeGreaterThanOrEqual(asked);
  });

  it('says of itself how many are met', () => {
    const { counts } = judgeAsvs(root);
    expect(page).toContain(
      `${counts.met} are met, ${counts['not applicable']} do not apply, ${counts['not met']} are not met`,
    );
  });

  it('lacks a row when one is taken out', () => {
    expect(judgeTable(page.replace(/^\| *8\.2\.1 .*\n/m, ''), []).faults).toContain('8.2.1 has no row');
  });

  it.each([
    ['| 1.2.4 | 1 | x | met | `app.spec.ts` |', []],
    ['| 1.2.4 | 1 | x | met | by hand |', ['1.2.4: is met, and no file shows it']],
    ['| 1.2.4 | 1 | x | met | `gone.spec.ts` |', ['1.2.4: names gone.spec.ts, which is not there']],
    ['| 1.2.4 | 2 | x | met | `app.spec.ts` |', ['1.2.4: is of level 1']],
    ['| 1.2.4 | 1 | x | not met | |', ['1.2.4: says no reason']],
    ['| 1.2.4 | 1 | x | nearly | because of this and that |', [expect.stringContaining('nearly')]],
    [
      '| 1.2.4 | 1 | x | met | `app.spec.ts` |\n| 1.2.4 | 1 | x | met | `app.spec.ts` |',
      ['1.2.4 has more than one row'],
    ],
  ])('is judged row by row: %s', (line, faults) => {
    expect(row(line)).toEqual(faults);
  });
});
