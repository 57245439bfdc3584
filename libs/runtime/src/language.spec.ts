import { expect, it } from 'vitest';
import { languageOf } from './language.js';

it.each([
  [undefined, 'id'],
  ['', 'id'],
  ['en', 'en'],
  ['en-GB,en;q=0.9,id;q=0.8', 'en'],
  ['id-ID, en;q=0.9', 'id'],
  ['en;q=0.2, id;q=0.7', 'id'],
  ['de, fr;q=0.5', 'id'],
  ['de, EN;q=0.1', 'en'],
  ['en;q=0', 'id'],
  ['en;q=abc', 'id'],
  ['*', 'id'],
  [`en,${'x'.repeat(300)}`, 'id'],
])('answers %j in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
