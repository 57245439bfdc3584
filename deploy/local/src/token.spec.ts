import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { role as roles } from '@tuntas/events';
import { tokenChecker, type TokenKey } from '@tuntas/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY_ROLES } from './officers.js';
import { changeKey, makeSecrets } from './secrets.js';
import { mintToken } from './token.js';

const secrets = mkdtempSync(join(tmpdir(), 'tuntas-secrets-'));
const openKeys = () =>
  (JSON.parse(readFileSync(join(secrets, 'token-keys.json'), 'utf8')) as { keys: TokenKey[] }).keys;

beforeAll(() => makeSecrets(secrets));
afterAll(() => rmSync(secrets, { recursive: true }));

describe('the token command', () => {
  it.each(roles.options)('mints a token of a %s that a service accepts', async (role) => {
    const agency = AGENCY_ROLES.includes(role) ? ['--agency', 'dinas-perhubungan'] : [];
    const caller = await tokenChecker('intake', openKeys())(await mintToken([role, ...agency], secrets));
    expect(caller.posts).toEqual([{ role, ...(agency.length > 0 ? { agency: 'dinas-perhubungan' } : {}) }]);
  });

  it('mints one of somebody with two factors when asked, and only then', async () => {
    const factorsOf = async (...more: string[]) =>
      (await tokenChecker('intake', openKeys())(await mintToken(['auditor', ...more], secrets))).secondFactor;
    expect([await factorsOf(), await factorsOf('--second-factor')]).toEqual([undefined, true]);
  });

  it('mints nothing for a role that does not exist', async () => {
    await expect(mintToken(['king'], secrets)).rejects.toThrow('"king" is no role');
  });

  it('asks for the agency of a role that lives in one', async () => {
    await expect(mintToken(['liaison'], secrets)).rejects.toThrow('belongs to an agency');
  });
});

describe('a signing key', () => {
  const verdict = async (token: string) =>
    tokenChecker(
      'intake',
      openKeys(),
    )(token).then(
      () => 'good',
      () => 'refused',
    );

  it('is changed in three steps, and whatever was signed stays good until the last', async () => {
    const old = await mintToken(['auditor'], secrets);
    await changeKey(secrets, 'portal', 'add');
    expect(openKeys().map(({ kid }) => kid)).toContain('portal.2');
    expect(await verdict(await mintToken(['auditor'], secrets))).toBe('good');
    await changeKey(secrets, 'portal', 'switch');
    await makeSecrets(secrets);
    const next = await mintToken(['auditor'], secrets);
    expect([await verdict(old), await verdict(next)]).toEqual(['good', 'good']);
    await changeKey(secrets, 'portal', 'drop');
    expect([await verdict(old), await verdict(next)]).toEqual(['refused', 'good']);
    await changeKey(secrets, 'portal', 'add');
    expect(openKeys().map(({ kid }) => kid)).toEqual(expect.arrayContaining(['portal.2', 'portal.3']));
  });

  it('is not changed by a step out of order', async () => {
    await expect(changeKey(secrets, 'intake', 'switch')).rejects.toThrow('is add, not switch');
    await expect(changeKey(secrets, 'portal', 'drop')).rejects.toThrow('is switch, not drop');
  });
});

describe('the secrets', () => {
  it('stay the same at the next start', async () => {
    const before = readFileSync(join(secrets, 'key-encryption-key'), 'utf8');
    await makeSecrets(secrets);
    expect(readFileSync(join(secrets, 'key-encryption-key'), 'utf8')).toBe(before);
    expect(Buffer.from(before, 'base64')).toHaveLength(32);
  });

  it('are readable by their owner only', () => {
    for (const file of ['key-encryption-key', 'receipt-pepper', 'portal.jwk.json', 'database-passwords.json']) {
      expect(statSync(join(secrets, file)).mode & 0o077).toBe(0);
    }
  });

  it('leave no private half among the public keys', () => {
    expect(openKeys().map((key) => 'd' in key)).toEqual(openKeys().map(() => false));
  });
});
