import { language } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { averageWords, jargonIn } from '../fixtures/plain-language.js';
import { pageWords } from './pages.js';

/** Every word of a page; gaps are filled with what may stand there. */
function sentencesIn(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return sentencesIn((words as (...gaps: string[]) => unknown)('12', '34', '56'));
  return Object.values(words as object).flatMap(sentencesIn);
}

describe.each(language.options)('the words of the pages in %s', (each) => {
  it('are there, in plain words and short sentences', () => {
    const sentences = sentencesIn(pageWords(each));
    expect(sentences.length).toBeGreaterThan(100);
    for (const sentence of sentences) {
      expect(sentence.trim()).not.toBe('');
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object| {2}/);
      expect(jargonIn(sentence)).toEqual([]);
    }
    expect(averageWords(sentences.join('\n'))).toBeLessThanOrEqual(15);
  });

  it('differ from those in the other language but for names', () => {
    const [own, other] = [each, each === 'id' ? 'en' : 'id'].map((one) => sentencesIn(pageWords(one as 'id' | 'en')));
    const same = own!.filter((sentence, at) => sentence === other![at] && /[a-z]{4}/.test(sentence));
    expect(
      same.every((sentence) =>
        /^(Status|Tuntas|Ombudsman|cara-kerja|batas-waktu|hak-anda|ombudsman|privasi)$/.test(sentence),
      ),
      same.join(' | '),
    ).toBe(true);
  });
});
