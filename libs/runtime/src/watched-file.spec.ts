import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  mintOfficerToken,
  mintServiceToken,
  tokenChecker,
  type CallerOf,
  type PrivateTokenKey,
  type TokenKey,
} from './index.js';
import { watchedFile } from './watched-file.js';

const keyOf = (kid: string): PrivateTokenKey =>
  ({ ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid }) as PrivateTokenKey;
const [first, second, stranger] = [keyOf('portal'), keyOf('portal.2'), keyOf('portal.3')];

let folder: string;
let file: string;
let now: number;
let check: CallerOf;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tuntas-keys-'));
  file = join(folder, 'keys.json');
  now = 0;
  know(first);
  const keys = watchedFile(
    file,
    () => JSON.parse(readFileSync(file, 'utf8')) as TokenKey[],
    () => now,
  );
  check = tokenChecker('intake', keys);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As the keys are published: written beside and renamed. */
function know(...keys: PrivateTokenKey[]): void {
  writeFileSync(`${file}-new`, JSON.stringify(keys.map(({ kid, kty, crv, x }) => ({ kid, kty, crv, x }))));
  renameSync(`${file}-new`, file);
}
const tokenBy = async (key: PrivateTokenKey): Promise<string> => mintOfficerToken(key, 'siti', [{ role: 'auditor' }]);
const verdict = async (token: string): Promise<string> =>
  check(token).then(
    () => 'good',
    (error: { code: string }) => error.code,
  );

describe('a key that is changed while everybody works', () => {
  it('leaves no gap: the next is known before it signs, and the former until it is taken out', async () => {
    const [old, next] = [await tokenBy(first), await tokenBy(second)];
    expect([await verdict(old), await verdict(next)]).toEqual(['good', 'unauthenticated']);
    know(first, second);
    now += 2_000;
    expect([await verdict(old), await verdict(next)]).toEqual(['good', 'good']);
    know(second);
    now += 2_000;
    expect([await verdict(old), await verdict(next)]).toEqual(['unauthenticated', 'good']);
  });

  it('opens nothing under a number that nobody knows, or in the name of somebody else', async () => {
    know(first, second);
    now += 2_000;
    expect(await verdict(await tokenBy(stranger))).toBe('unauthenticated');
    expect(await verdict(await tokenBy({ ...stranger, kid: 'portal.2' }))).toBe('unauthenticated');
    const intake = keyOf('intake.2');
    know(first, intake);
    now += 2_000;
    expect(await verdict(await tokenBy(intake))).toBe('unauthenticated');
    expect(await check(await mintServiceToken(intake, 'intake'))).toMatchObject({ service: 'intake' });
  });

  it.each(['portal.', 'portal.0', 'portal.x', 'portal.2.3', '.2', 'Portal', 'portal\n'])(
    'is none under %j',
    async (kid) => {
      const odd = { ...second, kid };
      know(odd);
      now += 2_000;
      expect(await verdict(await tokenBy(odd))).toBe('unauthenticated');
    },
  );
});

describe('a file of keys', () => {
  it('that cannot be read any more opens nothing, says so, and is good again when it is back', async () => {
    const token = await tokenBy(first);
    rmSync(file);
    expect(await verdict(token)).toBe('good');
    now += 2_000;
    expect(await verdict(token)).toBe('unavailable');
    know(first);
    now += 2_000;
    expect(await verdict(token)).toBe('good');
  });

  it('that is broken counts no longer by what it said before', async () => {
    writeFileSync(file, '{');
    now += 2_000;
    expect(await verdict(await tokenBy(first))).toBe('unavailable');
  });
});
