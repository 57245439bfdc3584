import { mintOfficerToken } from '@tuntas/runtime';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { portalKey, portalWith } from '../../fixtures/portal-with.js';

it('publishes the keys by which the portal is checked, of no other service, and no private half', async () => {
  const intake = { kid: 'intake', kty: 'OKP', crv: 'Ed25519', x: portalKey.x } as const;
  const { app } = await portalWith({
    TOKEN_KEYS_FILE: () => [{ ...portalKey }, intake, { ...portalKey, kid: 'portal.2' }],
  });
  const answer = await app.inject('/.well-known/jwks.json');
  const set = answer.json<JSONWebKeySet>();
  expect(answer.headers['content-type']).toContain('application/jwk-set+json');
  expect(set.keys.map(({ kid, d }) => [kid, d])).toEqual([
    ['portal', undefined],
    ['portal.2', undefined],
    ['portal-client', undefined],
  ]);
  const token = await mintOfficerToken(portalKey, 'siti', []);
  const { payload } = await jwtVerify(token, createLocalJWKSet(set), { issuer: 'tuntas-portal', audience: 'tuntas' });
  expect(payload.sub).toBe('siti');
  await app.close();
});
