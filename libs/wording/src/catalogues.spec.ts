import { language, routingReason, type RoutingReason } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { averageWords, jargonIn } from '../fixtures/plain-language.js';
import { dateInWords, instantInWords, workingDaysInWords } from './dates.js';
import * as labels from './labels.js';
import { problems, problemSentence } from './problems.js';
import { reasonSentence } from './routing-reasons.js';

const names = { agency: () => 'Dinas Perhubungan', unit: () => 'Bidang Lalu Lintas', area: () => 'Sangatta Utara' };

describe('dates', () => {
  it('carry the weekday, in words', () => {
    expect(dateInWords('2026-11-26', 'id')).toBe('Kamis 26 November 2026');
    expect(dateInWords('2026-11-26', 'en')).toBe('Thursday 26 November 2026');
  });

  it('with a time name the zone, and are dated there', () => {
    const at = new Date('2026-11-25T17:05:00Z');
    expect(instantInWords(at, 'WITA', 'id')).toBe('Kamis 26 November 2026 pukul 01.05 WITA');
    expect(instantInWords(at, 'WIB', 'en')).toBe('Thursday 26 November 2026 at 00:05 WIB');
  });

  it('count working days, one of them in the singular', () => {
    expect([1, 3].map((count) => workingDaysInWords(count, 'en'))).toEqual(['1 working day', '3 working days']);
    expect(workingDaysInWords(1, 'id')).toBe('1 hari kerja');
  });
});

describe('problems', () => {
  const done = {
    who: 'koordinator instansi (Dinas Perhubungan)',
    move: 'assign',
    when: 'Senin 23 November 2026 pukul 09.00 WITA',
  };
  const values = { most: 10_000, least: 3, holder: 'Dinas Perhubungan', possible: ['answer'], ...done };

  it.each(Object.keys(problems))('%s is a stable code with plain sentences', (code) => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const each of language.options)
      for (const told of [values, {}]) {
        const sentence = problemSentence(code, each, told) ?? '';
        expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object| {2}/);
        expect(averageWords(sentence)).toBeLessThanOrEqual(15);
        expect(jargonIn(sentence)).toEqual([]);
      }
  });

  it('name limits, holder and what is possible instead', () => {
    expect(problemSentence('text-too-long', 'id', values)).toBe(
      'Tulisan ini terlalu panjang; paling banyak 10.000 huruf.',
    );
    expect(problemSentence('move-not-legal', 'en', values)).toBe(
      'This step is not possible now. This report is with Dinas Perhubungan. Possible now: answer.',
    );
  });

  it('name who was first, what was done and when', () => {
    const read = { who: 'the liaison officer (Dinas PU)', move: 'answer', when: 'Monday 23 November 2026' };
    expect(problemSentence('version-stale', 'id', { ...done, holder: 'Bina Marga' })).toBe(
      'Laporan ini berubah sejak Anda membacanya. Koordinator instansi (Dinas Perhubungan) meneruskannya ke unit kerja ' +
        'pada Senin 23 November 2026 pukul 09.00 WITA. Laporan ini ada di Bina Marga.',
    );
    expect(problemSentence('version-stale', 'en', read)).toBe(
      'This report changed after you read it. The liaison officer (Dinas PU) answered it on Monday 23 November 2026.',
    );
  });

  it('say nothing for a code that is not theirs, also not for one that every object has', () => {
    expect(problemSentence('no-such-code', 'id')).toBeUndefined();
    expect(problemSentence('constructor', 'id')).toBeUndefined();
  });
});

describe('reasons of routing', () => {
  const reasons: readonly RoutingReason[] = [
    { kind: 'named-by-complainant' },
    { kind: 'rule', rule: 'jalan-rusak', version: 3 },
    { kind: 'place', area: '64.08.04', by: 'point' },
    { kind: 'place', area: '64.08.04', by: 'area' },
    { kind: 'place', area: '64.08.04', by: 'name' },
    { kind: 'parent-answers', agency: 'dishub' },
    { kind: 'no-rule-matches' },
    { kind: 'rules-contradict', rules: ['a', 'b'] },
    { kind: 'for-the-inspectorate' },
    { kind: 'later-round' },
    { kind: 'suggested-by-agency', agency: 'dishub' },
    { kind: 'words-gone' },
    { kind: 'chosen-by-officer', role: 'national-desk' },
  ];

  it('are all here', () => {
    const kinds = routingReason.options.map((option) => option.shape.kind.value);
    expect(new Set(reasons.map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  it.each(reasons)('$kind is a plain sentence', (reason) => {
    for (const each of language.options) {
      const sentence = reasonSentence(reason, names, each);
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
      expect(sentence).not.toMatch(/undefined|64\.08|dishub/);
      expect(averageWords(sentence)).toBeLessThanOrEqual(15);
      expect(jargonIn(sentence)).toEqual([]);
    }
  });
});

describe('labels', () => {
  it('are there in every language', () => {
    for (const catalogue of Object.values(labels))
      for (const words of Object.values(catalogue))
        for (const each of language.options) {
          expect(words[each]).toMatch(/^\p{L}.*\p{L}$/u);
        }
  });

  it('of states avoid the words of the office', () => {
    for (const words of Object.values(labels.stateLabels)) expect(jargonIn(words.id + words.en)).toEqual([]);
  });
});
