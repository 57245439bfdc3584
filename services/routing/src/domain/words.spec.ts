import { describe, expect, it } from 'vitest';
import { stem, wordsOf } from './words.js';

describe('words of a complaint', () => {
  it('are read in lower case, without marks and accents', () => {
    expect(wordsOf('Jl. Yos-Sudarso: LAMPU mati!! é')).toEqual(['jl', 'yos', 'sudarso', 'lampu', 'mati', 'e']);
  });

  it.each([
    ['berlubang', 'lubang'],
    ['lubangnya', 'lubang'],
    ['lobang', 'lubang'],
    ['pengaspalan', 'aspal'],
    ['jln', 'jalan'],
    ['akte', 'akta'],
    ['diangkut', 'angkut'],
  ])('compares %s as %s', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });

  it('never cuts a word below four letters', () => {
    expect(stem('dinas')).toBe('dinas');
    expect(stem('pasar')).toBe('pasar');
    expect(stem('beras')).toBe('beras');
  });

  it('does not take giving for fish', () => {
    expect(stem('berikan')).not.toBe(stem('ikan'));
  });
});
