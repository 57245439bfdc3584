import { describe, expect, it } from 'vitest';
import { Gazetteer } from './gazetteer.js';
import { type Agency, Organisation } from './organisation.js';
import { RuleBook } from './rule-book.js';
import { type Knowledge, route, type Told } from './route.js';

const agency = (code: string, more: Partial<Agency> = {}): Agency => ({
  code,
  name: code,
  kind: 'office',
  parent: 'regency',
  active: true,
  zone: 'WITA',
  ...more,
});
const knowledge: Knowledge = {
  organisation: new Organisation(
    [
      agency('regency', { kind: 'regency', parent: undefined }),
      agency('dinas-pu'),
      agency('dlh'),
      agency('dishub'),
      agency('perpustakaan', { active: false }),
      agency('kecamatan-bengalon', { kind: 'district', area: '64.08.09' }),
      agency('orphan', { active: false, parent: undefined }),
    ],
    new Map([
      ['roads', 'dinas-pu'],
      ['trees', 'dlh'],
      ['lamps', 'dishub'],
      ['library', 'perpustakaan'],
    ]),
  ),
  gazetteer: new Gazetteer(
    [
      { code: '64.08.09', name: 'Bengalon', kind: 'district', everydayWords: false, zone: 'WITA' },
      { code: '64.08.04', name: 'Sangatta Utara', kind: 'district', everydayWords: false, zone: 'WITA' },
    ],
    () => false,
  ),
  rules: new RuleBook([
    { id: 'roads', version: 3, function: 'roads', category: 'jalan', specificity: 3, words: ['aspal', 'jalan rusak'] },
    { id: 'trees', version: 1, function: 'trees', specificity: 3, words: ['pohon', 'ranting'] },
    { id: 'tree-on-lamp', version: 2, function: 'trees', specificity: 4, words: ['pohon ~ lampu'] },
    { id: 'lamps', version: 1, function: 'lamps', specificity: 3, words: ['lampu', 'pju'] },
    { id: 'library', version: 1, function: 'library', specificity: 3, words: ['perpustakaan'] },
    { id: 'office', version: 1, function: 'district-affairs', specificity: 3, words: ['kantor camat'] },
    { id: 'hint', version: 1, function: 'roads', specificity: 1, words: ['jalan'] },
  ]),
};
const told = (text: string | undefined, more: Partial<Told> = {}): Told => ({
  secret: false,
  possiblySupervisory: false,
  class: 'unknown',
  text,
  ...more,
});
const verdictOn = (text: string | undefined, more: Partial<Told> = {}) => route(told(text, more), knowledge);

describe('who is responsible for a complaint', () => {
  it.each([{ secret: true }, { possiblySupervisory: true }, { class: 'supervisory' as const }])(
    'is never decided nor suggested here when the complaint is %o: it waits for the inspectorate',
    (mark) => {
      const verdict = verdictOn('aspal', { ...mark, agencyNamed: 'dinas-pu' });
      expect(verdict).toMatchObject({ suggestions: [], reasons: [{ kind: 'for-the-inspectorate' }] });
      expect(verdict.agency).toBeUndefined();
    },
  );

  it('is the agency that the complainant named, before any rule', () => {
    const verdict = verdictOn('aspal', { agencyNamed: 'dlh' });
    expect(verdict).toMatchObject({ agency: 'dlh', by: 'complainant', reasons: [{ kind: 'named-by-complainant' }] });
  });

  it('is the parent of the named agency when nobody coordinates that one', () => {
    expect(verdictOn('aspal', { agencyNamed: 'perpustakaan' })).toMatchObject({
      agency: 'regency',
      reasons: [{ kind: 'named-by-complainant' }, { kind: 'parent-answers', agency: 'perpustakaan' }],
    });
  });

  it.each(['nobody-knows-this', 'orphan'])('is found by rule when %s was named and nobody answers for it', (named) => {
    expect(verdictOn('aspal', { agencyNamed: named })).toMatchObject({ agency: 'dinas-pu', by: 'rule' });
  });

  it('is found by rule, with id, version and category of the rule', () => {
    expect(verdictOn('Jalan rusak')).toEqual({
      agency: 'dinas-pu',
      by: 'rule',
      category: 'jalan',
      area: undefined,
      reasons: [{ kind: 'rule', rule: 'roads', version: 3 }],
    });
  });

  it('keeps the category that the complainant chose', () => {
    expect(verdictOn('jalan rusak', { category: 'lainnya' }).category).toBe('lainnya');
  });

  it('reads the title too', () => {
    expect(verdictOn('mohon ditindak', { title: 'PJU' }).agency).toBe('dishub');
  });

  it('follows the more specific of two rules', () => {
    expect(verdictOn('pohon menutupi lampu')).toMatchObject({ agency: 'dlh', reasons: [{ rule: 'tree-on-lamp' }] });
  });

  it('is left open when two rules of one specificity name different bodies', () => {
    expect(verdictOn('aspal tertutup ranting')).toEqual({
      category: undefined,
      area: undefined,
      reasons: [{ kind: 'rules-contradict', rules: ['roads', 'trees'] }],
      suggestions: [
        { agency: 'dinas-pu', reasons: [{ kind: 'rule', rule: 'roads', version: 3 }] },
        { agency: 'dlh', reasons: [{ kind: 'rule', rule: 'trees', version: 1 }] },
      ],
    });
  });

  it('is not left open when one body is named by twice as many expressions', () => {
    expect(verdictOn('aspal rusak, pohon dan ranting jatuh').agency).toBe('dlh');
  });

  it('is left open when no rule matches', () => {
    expect(verdictOn('tolong dibantu')).toMatchObject({ suggestions: [], reasons: [{ kind: 'no-rule-matches' }] });
  });

  it('is only suggested by a hint', () => {
    expect(verdictOn('jalan')).toMatchObject({
      suggestions: [{ agency: 'dinas-pu', reasons: [{ kind: 'rule', rule: 'hint', version: 1 }] }],
      reasons: [{ kind: 'no-rule-matches' }],
    });
  });

  it('is the district office of the place for its own matters, and says which place', () => {
    expect(verdictOn('kantor camat Bengalon tutup')).toMatchObject({
      agency: 'kecamatan-bengalon',
      area: '64.08.09',
      reasons: [
        { kind: 'rule', rule: 'office' },
        { kind: 'place', area: '64.08.09', by: 'name' },
      ],
    });
  });

  it.each(['kantor camat tutup', 'kantor camat Sangatta Utara tutup'])(
    'is left open for "%s": no place, or no office there',
    (text) => {
      expect(verdictOn(text)).toMatchObject({ suggestions: [], reasons: [{ kind: 'no-rule-matches' }] });
    },
  );

  it('is left open when the words are gone', () => {
    expect(verdictOn(undefined, { gone: true })).toMatchObject({ suggestions: [], reasons: [{ kind: 'words-gone' }] });
    expect(verdictOn(undefined)).toMatchObject({ reasons: [{ kind: 'words-gone' }] });
  });

  it('is still the agency named when the words are gone', () => {
    expect(verdictOn(undefined, { gone: true, agencyNamed: 'dlh' }).agency).toBe('dlh');
  });
});
