import { refused } from '@tuntas/runtime';
import { moveLabels, problemSentence } from '@tuntas/wording';
import { describe, expect, it } from 'vitest';
import { AGENCY, currentSettings, UNIT } from '../../fixtures/cases.js';
import { moves } from '../domain/moves.js';
import { RefusalWords } from './refusal-words.js';

const words = new RefusalWords(currentSettings);
const held = { holder: 'agency', agency: AGENCY, unit: UNIT, possible: ['start'] };

describe('a refusal', () => {
  it('has words for every move there is', () => {
    expect(Object.keys(moveLabels).toSorted()).toEqual(Object.keys(moves).toSorted());
  });

  it('names who was first, when, and who holds the case, in the caller’s language', () => {
    const last = { move: 'assign', by: 'coordinator', byAgency: AGENCY, at: '2025-11-24T01:00:00.000Z' };
    const said = (language: 'id' | 'en'): unknown => {
      const problem = words.inWords(refused('version-stale', { ...held, ...last }), language) as ReturnType<
        typeof refused
      >;
      return problemSentence(problem.code, language, problem.values);
    };
    expect(said('id')).toBe(
      'Laporan ini berubah sejak Anda membacanya. Koordinator instansi (Dinas PU) meneruskannya ke unit kerja pada ' +
        'Senin 24 November 2025 pukul 09.00 WITA. Laporan ini ada di Bina Marga (Dinas PU). Yang dapat dilakukan: start.',
    );
    expect(said('en')).toBe(
      'This report changed after you read it. The agency’s coordinator (Dinas PU) gave it to a unit on Monday 24 November ' +
        '2025 at 09:00 WITA. This report is with Bina Marga (Dinas PU). Possible now: start.',
    );
  });

  it('leaves alone what names no holder', () => {
    const unfit = refused('unit-inactive');
    expect(words.inWords(unfit, 'id')).toBe(unfit);
  });
});
