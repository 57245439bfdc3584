import { signingKey } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import { isSignedBy, publishedHeads, signHead } from './head.js';

const key = signingKey('intake-audit');
const { kid, kty, crv, x } = key;
const publicKey = { kid, kty, crv, x };
const head = signHead({ service: 'intake', at: '2026-11-29T10:00:00.123Z', link: 'ab'.repeat(32) }, key);

describe('a signed head', () => {
  it('is known by the public key, and is read as it was published', () => {
    expect(isSignedBy(head, publicKey)).toBe(true);
    const published = { heads: [head], keys: [publicKey] };
    expect(publishedHeads.parse(JSON.parse(JSON.stringify(published)))).toEqual(published);
  });

  it.each([
    ['of another service', { service: 'routing' as const }],
    ['at another time', { at: '2026-11-29T10:00:00.124Z' }],
    ['with another link', { link: 'ac'.repeat(32) }],
    ['with another signature', { signature: signHead({ ...head, link: 'ac'.repeat(32) }, key).signature }],
    ['with a cut signature', { signature: head.signature.slice(1) }],
    ['by a key of another name', { kid: 'routing-audit' }],
  ])('is not known %s', (_, change) => {
    expect(isSignedBy({ ...head, ...change }, publicKey)).toBe(false);
  });

  it('is not known by another key of the same name', () => {
    expect(isSignedBy(head, signingKey('intake-audit'))).toBe(false);
  });

  it('says nothing of how many entries there are', () => {
    expect(Object.keys(head)).toEqual(['service', 'at', 'link', 'kid', 'signature']);
  });
});
