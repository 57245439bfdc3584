import { describe, expect, it } from 'vitest';
import { leaksIn } from './leaks.js';

// Put together at run time: this file is checked as well.
const folder = (...names: string[]) => `/${names.join('/')}/`;

describe('what must never be committed', () => {
  it.each([
    ['the path of a machine', `see ${folder('work', 'main')}README.md`],
    ['the path of a machine', `cd ${folder('home', 'budi')}`],
    ['the address of a registry', ['https://registry.', 'npmjs.org/pino'].join('')],
    ['the address of a registry', ['"resolved"', ': "https://mirror.example/pino.tgz"'].join('')],
    ['a private key', ['-----BEGIN', 'PRIVATE KEY-----'].join(' ')],
    ['a private key', `{"kty":"OKP","d":"${'x'.repeat(43)}"}`],
    ['a token', ['ghp', 'a'.repeat(36)].join('_')],
  ])('%s is found', (what, text) => {
    expect(leaksIn(`first line\n${text}`, 'some-file')).toEqual([`some-file:2: ${what}`]);
  });

  it.each(['https://example.org/work/in/progress', 'libs/work/root.ts', '${folder}/work/x', 'the root/branch'])(
    '%s is none of it',
    (text) => expect(leaksIn(text, 'some-file')).toEqual([]),
  );
});
