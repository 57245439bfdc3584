import { describe, expect, it } from 'vitest';
import { bodyHash, idempotencyKeyOf, keyHash } from './idempotency.js';

describe('an idempotency key', () => {
  it.each([
    '0193a000-0000-7000-8000-000000000001',
    '9f0c2c1e-7d1b-4a55-9a3b-1b2c3d4e5f60',
    'A'.repeat(22),
    'a_-'.repeat(42),
  ])('may be %s', (key) => {
    expect(idempotencyKeyOf(key)).toBe(key);
  });

  it.each(['1', 'a'.repeat(21), 'a'.repeat(129), 'a'.repeat(21) + '!', '0193a000-0000-1000-8000-000000000001'])(
    'may not be %j',
    (key) => {
      expect(() => idempotencyKeyOf(key)).toThrow('idempotency-key-invalid');
    },
  );

  it('may not be absent', () => {
    for (const nothing of [undefined, '']) expect(() => idempotencyKeyOf(nothing)).toThrow('idempotency-key-missing');
  });

  it('is not stored', () => {
    expect(keyHash('a-client-made-key-of-128-bits')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a body hash', () => {
  const key = 'a-client-made-key-of-128-bits';

  it('tells bodies apart and means nothing without the key', () => {
    expect(bodyHash(key, { text: 'a' })).toBe(bodyHash(key, { text: 'a' }));
    expect(bodyHash(key, { text: 'a' })).not.toBe(bodyHash(key, { text: 'b' }));
    expect(bodyHash(key, { text: 'a' })).not.toBe(bodyHash('another', { text: 'a' }));
  });
});
