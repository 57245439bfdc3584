import { describe, expect, it } from 'vitest';
import { type Rule, RuleBook } from './rule-book.js';
import { wordsOf } from './words.js';

const rule = (id: string, words: string[], more: Partial<Rule> = {}): Rule => ({
  id,
  version: 1,
  function: id,
  specificity: 3,
  words,
  ...more,
});
const idsFor = (rules: Rule[], text: string, category?: string): string[] =>
  new RuleBook(rules).match(wordsOf(text), category).map((match) => match.rule.id);

describe('a book of rules', () => {
  it('finds an expression only when its words stand side by side', () => {
    const roads = [rule('roads', ['jalan rusak'])];
    expect(idsFor(roads, 'Di sini jalanan rusak parah')).toEqual(['roads']);
    expect(idsFor(roads, 'Mobil rusak di tepi jalan')).toEqual([]);
    expect(idsFor(roads, 'jalan')).toEqual([]);
  });

  it('finds words that stand near each other, in either order', () => {
    const roads = [rule('roads', ['jalan ~ rusak'])];
    expect(idsFor(roads, 'rusak sudah lama jalan kami')).toEqual(['roads']);
    expect(idsFor(roads, `jalan ${'sangat '.repeat(7)} rusak`)).toEqual([]);
  });

  it('knows a word in all its forms', () => {
    expect(idsFor([rule('holes', ['lubang'])], 'banyak yg berlubang')).toEqual(['holes']);
  });

  it('gives the most specific rule first, then the one with more expressions', () => {
    const rules = [
      rule('usual', ['air'], { specificity: 2 }),
      rule('one', ['pipa']),
      rule('two', ['bocor', 'meteran']),
      rule('settles', ['pipa ~ bocor'], { specificity: 4 }),
    ];
    expect(idsFor(rules, 'pipa air bocor dekat meteran')).toEqual(['settles', 'two', 'one', 'usual']);
  });

  it('counts an expression once, however often it is said', () => {
    const [match] = new RuleBook([rule('waste', ['sampah'])]).match(wordsOf('sampah sampah sampah'));
    expect(match?.expressions).toBe(1);
  });

  it('takes the category that was chosen as an expression of the rule', () => {
    const rules = [rule('papers', ['ktp'], { category: 'kependudukan/akta-kelahiran' })];
    expect(idsFor(rules, 'mohon bantu', 'kependudukan/akta-kelahiran')).toEqual(['papers']);
    expect(idsFor(rules, 'mohon bantu', 'kependudukan')).toEqual([]);
  });

  it('refuses an expression without a word', () => {
    expect(() => new RuleBook([rule('empty', ['~'])])).toThrow(/empty/);
  });
});
