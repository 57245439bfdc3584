import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { leaksIn } from './leaks.js';

// Put together at run time: this file is checked as well.
const folder = (...names: string[]) => `/${names.join('/')}/`;

/** As a machine draws one, and the same in every run. */
const drawn = createHash('sha256').update('a secret').digest('base64');

describe('what must never be committed', () => {
  it.each([
    ['the path of a machine', `see ${folder('work', 'main')}README.md`],
    ['the path of a machine', `cd ${folder('home', 'budi')}`],
    ['the address of a registry', ['https://registry.', 'npmjs.org/pino'].join('')],
    ['the address of a registry', ['"resolved"', ': "https://mirror.example/pino.tgz"'].join('')],
    ['a private key', ['-----BEGIN', 'PRIVATE KEY-----'].join(' ')],
    ['a private key', `{"kty":"OKP","d":"${'x'.repeat(43)}"}`],
    ['a token', ['ghp', 'a'.repeat(36)].join('_')],
    ['a signed token', [`eyJ${'a'.repeat(30)}`, `eyJ${'b'.repeat(30)}`, 'c'.repeat(43)].join('.')],
    ['a password in an address', ['postgres://tuntas', `${'p4ssw0rd'.repeat(2)}@db.example.org/x`].join(':')],
    ['what looks like a secret', ['receiptPepper', ' = "', drawn, '"'].join('')],
    ['what looks like a secret', ['KEYCLOAK_PASSWORD', drawn].join('=')],
    ['what looks like a secret', ['  api-key', ` '${createHash('sha256').update('x').digest('hex')}'`].join(':')],
  ])('%s is found', (what, text) => {
    expect(leaksIn(`first line\n${text}`, 'some-file')).toEqual([`some-file:2: ${what}`]);
  });

  it.each([
    'https://example.org/work/in/progress',
    'libs/work/root.ts',
    '${folder}/work/x',
    'the root/branch',
    'INTAKE_DATABASE_PASSWORD: ${INTAKE_DATABASE_PASSWORD:?run compose-secrets first}',
    'TOKEN_LIFETIME_SECONDS = 300000000000000000000',
    'const secretComplaintOfSomebody2 = theSecretComplaintOfSomebody2',
    'postgres://postgres:${POSTGRES_PASSWORD}@db.example.org/postgres',
  ])('%s is none of it', (text) => expect(leaksIn(text, 'some-file')).toEqual([]));
});
