import { describe, expect, it } from 'vitest';
import { returnPathOf } from './return-path.js';

describe('after signing in', () => {
  it.each(['/petugas', '/en/petugas', '/petugas/antrean/to-verify'])('%s is where one goes', (path) => {
    expect(returnPathOf(path, 'id')).toBe(path);
  });

  it.each([
    'https://evil.example/petugas',
    '//evil.example/petugas',
    '/\\evil.example',
    '/petugas/../../evil',
    '/petugas//evil.example',
    '/petugas?x=https://evil.example',
    '/petugas\n',
    '/petugasx',
    '/lapor',
    '',
    undefined,
    ['/petugas'],
  ])('%j leads to no other place', (path) => {
    expect(returnPathOf(path, 'en')).toBe('/en/petugas');
  });
});
